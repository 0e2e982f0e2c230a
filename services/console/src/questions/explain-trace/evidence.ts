import type { Baseline, OperationKey } from '../../model/baseline.ts';
import type { CleanTrace } from '../../model/clean.ts';
import type { FunctionUse } from '../../model/function-uses.ts';

/** A line of the log that belongs to the trace. */
export interface LogLine {
  /** ISO 8601. */
  time: string;
  service: string;
  /** In lower case: `info`, `warn`, `error`. */
  severity: string;
  message: string;
  spanId: string | undefined;
  fields: Readonly<Record<string, string>>;
}

/** CPU time by function. */
export interface CpuUse {
  service: string;
  milliseconds: number;
  /** In nanoseconds, as the profile has them; largest self first. */
  functions: FunctionUse[];
}

/** How long the event loop of a process did not get round while the trace ran, at most. */
export interface LoopDelay {
  service: string;
  instance: string | undefined;
  milliseconds: number;
  metric: string;
}

/** A circuit breaker that was open. */
export interface OpenCircuit {
  service: string;
  /** Whom it does not ask. */
  target: string;
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
  /** Of the trace alone. */
  cpu: readonly CpuUse[];
  /** Of all that a process did meanwhile; only of those with a loop that was held up. */
  processCpu: readonly CpuUse[];
  loops: readonly LoopDelay[];
  circuits: readonly OpenCircuit[];
  pipeline: Pipeline | undefined;
  /** Why a backend could not be asked. */
  away: readonly string[];
}
