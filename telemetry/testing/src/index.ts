export { type EventuallyOptions, eventually } from './eventually.ts';
export { traceMatchers } from './expectations/matchers.ts';
export { fromFinishedSpan, startTraceHarness, type TraceHarness } from './harnesses/memory.ts';
export { type MetricHarness, startMetricHarness } from './harnesses/metrics.ts';
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
export {
  buildTraces,
  findJaegerTraces,
  isOrphan,
  type JaegerQuery,
  type JaegerRequest,
  readJaegerTrace,
  readJaegerTraces,
  type SpanEvent,
  type SpanKindName,
  type SpanNode,
  type SpanStatusName,
  type Trace,
  type TraceSpan,
  tracesFromJaeger,
  tracesFromOtlp,
} from './trace.ts';
export type { ExpectedLink, ExpectedSpan } from './traces/types.ts';
