import { isSpanContextValid, type SpanContext, trace } from '@opentelemetry/api';

/** The context of the span that the request is in; undefined without tracing. */
export function requestSpan(): SpanContext | undefined {
  const context = trace.getActiveSpan()?.spanContext();
  return context !== undefined && isSpanContextValid(context) ? context : undefined;
}
