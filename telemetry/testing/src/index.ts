export { type EventuallyOptions, eventually } from './eventually.ts';
export { findJaegerTraces, type JaegerQuery, type JaegerRequest, readJaegerTrace, readJaegerTraces } from './jaeger.ts';
export { traceMatchers } from './matchers.ts';
export { fromFinishedSpan, startTraceHarness, type TraceHarness } from './memory.ts';
export { type MetricHarness, startMetricHarness } from './metrics.ts';
export { OtlpReceiver } from './otlp/receiver.ts';
export {
  type OtlpAttribute,
  type OtlpBody,
  type OtlpLogRecord,
  type OtlpMetric,
  type OtlpSpan,
  type OtlpValue,
  plainAttributes,
} from './otlp/types.ts';
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
