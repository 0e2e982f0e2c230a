import { CLIENT_CLOSED_REQUEST, methodLabel } from '@cortex/telemetry/http';
import { context } from '@opentelemetry/api';
import { getRPCMetadata, type RPCMetadata, RPCType } from '@opentelemetry/core';
import type { Context, Middleware } from 'koa';
import { httpMetrics } from '../http.ts';
import type { RequestLabels } from '../label-counts.ts';
import { onHeaders } from './on-headers.ts';

const UNMATCHED = 'unmatched';

export interface KoaTelemetryOptions {
  /** Called once for each request, when its headers are written or its client has left before (status 499). */
  onAnswer?: (ctx: Context, answer: { status: number; seconds: number }) => void;
}

/**
 * Koa middleware that records `http_requests_total`, `http_request_duration_seconds` and `http_active_requests` and sets
 * the header `X-Process-Time` (seconds). Use it as one of the first.
 *
 * The label `endpoint` is the pattern of the route that @koa/router matched. A request is counted and timed when its
 * headers are written, so that an open stream does not distort the latencies; it stays in `http_active_requests`. If the
 * client leaves before, the request counts with status 499, whatever is answered later.
 */
export function koaTelemetry({ onAnswer }: KoaTelemetryOptions = {}): Middleware {
  const open = new Set<Context>();
  const recorded = httpMetrics(() => Array.from(open, labelsOf));
  return (ctx, next) => {
    const started = performance.now();
    const span = getRPCMetadata(context.active());
    const answered = (status: number): number => {
      const seconds = (performance.now() - started) / 1000;
      nameRoute(ctx, span);
      recorded.answered(labelsOf(ctx), { status, seconds });
      onAnswer?.(ctx, { status, seconds });
      return seconds;
    };
    open.add(ctx);
    onHeaders(ctx.res, (status) => {
      if (open.has(ctx)) ctx.res.setHeader('X-Process-Time', answered(status).toFixed(6));
    });
    // Registered first, because the same event ends the HTTP span.
    ctx.res.prependOnceListener('close', () => {
      open.delete(ctx);
      if (!ctx.res.headersSent) answered(CLIENT_CLOSED_REQUEST);
    });
    return next();
  };
}

function labelsOf(ctx: Context): RequestLabels {
  return { method: methodLabel(ctx.method), endpoint: routeOf(ctx) ?? UNMATCHED };
}

function routeOf(ctx: Context): string | undefined {
  return ctx._matchedRoute?.toString();
}

/** Sets `http.route` on the HTTP span even if the Koa instrumentation saw no router layer. */
function nameRoute(ctx: Context, span: RPCMetadata | undefined): void {
  const route = routeOf(ctx);
  if (span?.type === RPCType.HTTP && route !== undefined) span.route = route;
}
