import { grown, jobsOf, quoted, SPAN_BUCKETS } from '../metrics/promql.ts';
import { around, type TimeShown } from './time-shown.ts';

export const SIGNALS = ['traces', 'metrics', 'logs', 'profiles'] as const;
export type Signal = (typeof SIGNALS)[number];

/** What a page shows in one signal, as far as other signals can be searched by it. */
export interface Subject {
  service?: string | undefined;
  /** The name of the spans. */
  operation?: string | undefined;
  /** The called MCP tool. */
  tool?: string | undefined;
  traceId?: string | undefined;
  /** A span of that trace. */
  spanId?: string | undefined;
  /** The time range of the current page when left out. */
  time?: TimeShown | undefined;
}

const STEP_SECONDS = 5 * 60;
/** Enough time to see the usual values. */
const FEWEST_METRICS_MILLISECONDS = 15 * 60_000;

/** The signals that have data about the subject. */
export function signalsOf({ service, traceId, spanId }: Subject): Signal[] {
  const isKnown: Record<Signal, boolean> = {
    traces: Boolean(traceId || service),
    metrics: Boolean(service),
    logs: Boolean(traceId || service),
    profiles: Boolean(service || (traceId && spanId)),
  };
  return SIGNALS.filter((signal) => isKnown[signal]);
}

/** The search of the page Traces. A single trace has a page of its own. */
export function tracesSearch({ service, operation, tool, time }: Subject) {
  return { ...time, service, operation, tool };
}

/** The search of the page Metrics: the durations of the service's spans. */
export function metricsSearch({ service = '', operation, tool, time }: Subject) {
  const conditions = [
    `job=~${jobsOf([service])}`,
    operation !== undefined && `span_name=${quoted(operation)}`,
    tool !== undefined && `gen_ai_tool_name=${quoted(tool)}`,
  ].filter((condition) => condition !== false);
  const buckets = `${SPAN_BUCKETS}{${conditions.join(',')}}`;
  const counts = grown(buckets, { seconds: STEP_SECONDS, by: 'job, span_name, le' });
  return { ...widened(time), query: `histogram_quantile(0.95, ${counts})` };
}

function widened(time: TimeShown | undefined): TimeShown | undefined {
  const { from, to } = time ?? {};
  if (from === undefined || to === undefined) return time;
  return around(from, to, Math.max(0, Math.ceil((FEWEST_METRICS_MILLISECONDS - (to - from)) / 2)));
}

/** The search of the page Logs: the lines of the trace, or else of the service. */
export function logsSearch({ service, traceId, time }: Subject) {
  return traceId ? { ...time, trace: traceId } : { ...time, service };
}

/** The search of the page Profiles: for the span, or else the trace, the operation or tool, or the service. */
export function profilesSearch({ service, operation, tool, traceId, spanId, time }: Subject) {
  if (traceId) return { ...time, service, trace: traceId, span: spanId };
  return { ...time, service, operation: operation ?? (tool && callOf(tool)) };
}

/** The span name of a tool's calls, by MCP's semantic conventions. */
const callOf = (tool: string): string => `tools/call ${tool}`;
