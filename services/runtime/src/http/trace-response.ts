import type { Middleware } from 'koa';
import { requestSpan } from './request-span.ts';

/**
 * Says in `traceresponse` in which trace the request is: `traceparent` need not have been followed.
 * https://w3c.github.io/trace-context/#traceresponse-header
 */
export const traceResponse: Middleware = (ctx, next) => {
  const span = requestSpan();
  if (span !== undefined) {
    const flags = span.traceFlags.toString(16).padStart(2, '0');
    ctx.set('traceresponse', `00-${span.traceId}-${span.spanId}-${flags}`);
  }
  return next();
};
