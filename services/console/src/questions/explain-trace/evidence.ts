import type { BackendName } from '../../backends/backend-error.ts';
import type { LoggedLine } from '../../model/logs/trace-log.ts';
import type { Baseline, OperationKey } from '../../model/metrics/baseline.ts';
import type { FunctionUse } from '../../model/profile/function-uses.ts';
import type { CleanTrace } from '../../model/trace/clean.ts';

/** A line of the log that belongs to the trace. */
export type LogLine = LoggedLine;

/** What a service's event loop was busy with. */
export interface LoopUse {
  service: string;
  /** The time on the event loop, whether it had a CPU meanwhile or not. */
  milliseconds: number;
  /** CPU time alone, which is less where others want the CPU too; undefined where only the other is known. */
  cpuMilliseconds: number | undefined;
  /** The functions of the time on the event loop, in nanoseconds as the profile has them, largest self first. */
  functions: FunctionUse[];
}

/** How long the event loop of a process did not get round while the trace ran, at most. */
export interface LoopDelay {
  service: string;
  instance: string | undefined;
  milliseconds: number;
  /** The PromQL expression of this service. */
  metric: string;
}

/** A circuit breaker that was open. */
export interface OpenCircuit {
  service: string;
  /** Whom it does not ask. */
  target: string;
  /** The PromQL expression of this service. */
  metric: string;
}

/** What became of spans on their way, by the Collector's own metrics. */
export interface Pipeline {
  /** Spans that wait for the trace store. */
  waiting: number;
  /** Spans that were given up or refused within the last ten minutes. */
  lost: number;
}

/** All that the backends know about a trace. What could not be asked is empty, and named in `away`. */
export interface Evidence extends CleanTrace {
  baselines: ReadonlyMap<OperationKey, Baseline>;
  logs: readonly LogLine[];
  /** What the trace alone did. */
  busy: readonly LoopUse[];
  /** All that a process did meanwhile; only for those with a loop that was held up. */
  processBusy: readonly LoopUse[];
  loops: readonly LoopDelay[];
  circuits: readonly OpenCircuit[];
  pipeline: Pipeline | undefined;
  /** Why a backend could not be asked. */
  away: readonly string[];
  /** Which ones that were. */
  backendsAway: ReadonlySet<BackendName>;
}
