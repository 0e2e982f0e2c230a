import { context } from '@opentelemetry/api';
import { getRPCMetadata, RPCType } from '@opentelemetry/core';
import type { Context, Middleware } from 'koa';
import { httpMetrics, methodLabel, type RequestLabels } from '../metrics/http.ts';
import { onHeaders } from './on-headers.ts';

const UNMATCHED = 'unmatched';
/** The client went away before it got an answer (a convention of nginx). */
const CLIENT_CLOSED_REQUEST = 499;

export interface KoaTelemetryOptions {
  /** Told once about each request, when its headers are written. */
  onAnswer?: (ctx: Context, answer: { status: number; seconds: number }) => void;
}

/**
 * Koa middleware that records `http_requests_total`, `http_request_duration_seconds` and `http_active_requests` and sets
 * the header `X-Process-Time` (seconds). Use it as one of the first.
 *
 * The label `endpoint` is the pattern of the matched route of @koa/router. A request counts and its time is taken when its
 * headers are written, so that an open stream does not distort the latencies; it stays in `http_active_requests`.
 */
export function koaTelemetry({ onAnswer }: KoaTelemetryOptions = {}): Middleware {
  const open = new Set<Context>();
  const recorded = httpMetrics(() => Array.from(open, labelsOf));
  return (ctx, next) => {
    const started = performance.now();
    const answered = (status: number): number => {
      const seconds = (performance.now() - started) / 1000;
      recorded.answered(labelsOf(ctx), { status, seconds });
      return seconds;
    };
    open.add(ctx);
    onHeaders(ctx.res, (status) => {
      nameRoute(ctx);
      const seconds = answered(status);
      ctx.res.setHeader('X-Process-Time', seconds.toFixed(6));
      onAnswer?.(ctx, { status, seconds });
    });
    ctx.res.once('close', () => {
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

/** Gives the HTTP span its `http.route` also where the Koa instrumentation saw no router layer. */
function nameRoute(ctx: Context): void {
  const metadata = getRPCMetadata(context.active());
  const route = routeOf(ctx);
  if (metadata?.type === RPCType.HTTP && route !== undefined) metadata.route = route;
}
