/** What reads traces and puts them into trees, without anything that needs Node.js: it runs in a browser too. */
export {
  findJaegerTraces,
  type JaegerQuery,
  type JaegerRequest,
  readJaegerTrace,
  readJaegerTraces,
  tracesFromJaeger,
} from './jaeger.ts';
export { tracesFromOtlp } from './otlp/traces.ts';
export { buildTraces, isOrphan } from './tree.ts';
export type { SpanEvent, SpanKindName, SpanNode, SpanStatusName, Trace, TraceSpan } from './types.ts';
