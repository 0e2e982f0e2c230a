/** What reads traces and puts them into trees, without anything that needs Node.js: it runs in a browser too. */

export { tracesFromOtlp } from './otlp/traces.ts';
export {
  findJaegerTraces,
  type JaegerQuery,
  type JaegerRequest,
  readJaegerTrace,
  readJaegerTraces,
  tracesFromJaeger,
} from './traces/jaeger.ts';
export { buildTraces, isOrphan } from './traces/tree.ts';
export type { SpanEvent, SpanKindName, SpanNode, SpanStatusName, Trace, TraceSpan } from './traces/types.ts';
