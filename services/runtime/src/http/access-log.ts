import { finished } from 'node:stream';
import type { Context, Next } from 'koa';
import { requestState } from './request-state.ts';

/** One line per answered request. Probes and scrapes come all the time: they are only worth a debug line. */
export async function accessLog(ctx: Context, next: Next): Promise<void> {
  const started = performance.now();
  finished(ctx.res, () => {
    const route = typeof ctx._matchedRoute === 'string' ? ctx._matchedRoute : 'unmatched';
    const line = {
      method: ctx.method,
      route,
      status: ctx.res.statusCode,
      milliseconds: Math.round(performance.now() - started),
    };
    requestState(ctx).logger[levelOf(route)](line, 'request answered');
  });
  await next();
}

function levelOf(route: string): 'info' | 'debug' {
  return route.startsWith('/health') || route === '/metrics' ? 'debug' : 'info';
}
