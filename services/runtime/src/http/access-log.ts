import type { Context, Next } from 'koa';
import { CLIENT_CLOSED_REQUEST } from './client-gone.ts';
import { requestState } from './request-state.ts';
import { routeOf } from './route-of.ts';

/** One line per request when its connection is done with it. Probes and scrapes come all the time: they are only worth a debug line. */
export function accessLog(ctx: Context, next: Next): Promise<void> {
  const started = performance.now();
  ctx.res.once('close', () => {
    const route = routeOf(ctx);
    const status = ctx.res.headersSent ? ctx.res.statusCode : CLIENT_CLOSED_REQUEST;
    const milliseconds = Math.round(performance.now() - started);
    requestState(ctx).logger[levelOf(route)]({ method: ctx.method, route, status, milliseconds }, 'request done');
  });
  return next();
}

function levelOf(route: string): 'info' | 'debug' {
  return route.startsWith('/health') || route === '/metrics' ? 'debug' : 'info';
}
