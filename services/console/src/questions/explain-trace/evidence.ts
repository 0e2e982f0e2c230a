import type { BackendName } from '../../backends/backend-error.ts';
import type { LoggedLine } from '../../model/logs/trace-log.ts';
import type { Baseline, OperationKey } from '../../model/metrics/baseline.ts';
import type { FunctionUse } from '../../model/profile/function-uses.ts';
import type { CleanTrace } from '../../model/trace/clean.ts';

/** A log line of the trace. */
export type LogLine = LoggedLine;

/** What kept a service's event loop busy. */
export interface LoopUse {
  service: string;
  /** The time on the event loop, with or without a CPU. */
  milliseconds: number;
  /** The CPU time, which is less if others compete for the CPU; undefined if it was not profiled. */
  cpuMilliseconds: number | undefined;
  /** The functions by time on the event loop, in nanoseconds as in the profile, largest self first. */
  functions: FunctionUse[];
}

/** The longest delay of a process's event loop while the trace ran. */
export interface LoopDelay {
  service: string;
  instance: string | undefined;
  milliseconds: number;
  /** The PromQL expression for this service. */
  metric: string;
}

/** A circuit breaker that was open. */
export interface OpenCircuit {
  service: string;
  /** The service to which it blocks calls. */
  target: string;
  /** The PromQL expression for this service. */
  metric: string;
}

/** What happened to spans on their way, by the Collector's own metrics. */
export interface Pipeline {
  /** Spans that wait to be sent to the trace store. */
  waiting: number;
  /** Spans that were dropped or refused within the last ten minutes. */
  lost: number;
}

/** Everything that the backends know about a trace. Parts that could not be queried are empty, and their backends are in `away`. */
export interface Evidence extends CleanTrace {
  baselines: ReadonlyMap<OperationKey, Baseline>;
  logs: readonly LogLine[];
  /** The work of this trace only. */
  busy: readonly LoopUse[];
  /** All work of a process meanwhile; only for processes whose event loop was delayed. */
  processBusy: readonly LoopUse[];
  loops: readonly LoopDelay[];
  circuits: readonly OpenCircuit[];
  pipeline: Pipeline | undefined;
  /** Reasons why backends could not be queried. */
  away: readonly string[];
  /** The backends that could not be queried. */
  backendsAway: ReadonlySet<BackendName>;
}
