import type { Middleware } from 'koa';
import { requestSpan } from './request-span.ts';

/**
 * Sends the id of the request's trace in `traceresponse`: the service may not have followed the client's `traceparent`.
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
