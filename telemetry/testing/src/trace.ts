/** The parts that read traces and build trees of them. They need no Node.js and run in a browser too. */

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
