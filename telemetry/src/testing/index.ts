export { findJaegerTraces, type JaegerQuery, type JaegerRequest, readJaegerTrace, readJaegerTraces } from './jaeger.ts';
export { traceMatchers } from './matchers.ts';
export { fromFinishedSpan, startTraceHarness, type TraceHarness } from './memory.ts';
export { type MetricHarness, startMetricHarness } from './metrics.ts';
export { buildTraces, isOrphan } from './tree.ts';
export type {
  ExpectedLink,
  ExpectedSpan,
  SpanEvent,
  SpanKindName,
  SpanNode,
  SpanStatusName,
  Trace,
  TraceSpan,
} from './types.ts';
