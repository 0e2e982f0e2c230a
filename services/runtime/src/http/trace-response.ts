import { isSpanContextValid, trace } from '@opentelemetry/api';
import type { Middleware } from 'koa';

/**
 * Says in `traceresponse` in which trace the request is: `traceparent` need not have been followed.
 * https://w3c.github.io/trace-context/#traceresponse-header
 */
export const traceResponse: Middleware = (ctx, next) => {
  const span = trace.getActiveSpan()?.spanContext();
  if (span !== undefined && isSpanContextValid(span)) {
    const flags = span.traceFlags.toString(16).padStart(2, '0');
    ctx.set('traceresponse', `00-${span.traceId}-${span.spanId}-${flags}`);
  }
  return next();
};
