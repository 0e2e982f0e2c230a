import { sentStatus } from '@cortex/telemetry/http';
import type { Context, Next } from 'koa';
import { levelOf } from './level-of.ts';
import { requestState } from './request-state.ts';
import { routeOf } from './route-of.ts';

/** Logs one line for each request, once its connection has finished with it. */
export function accessLog(ctx: Context, next: Next): Promise<void> {
  const started = performance.now();
  ctx.res.once('close', () => {
    const route = routeOf(ctx);
    const status = sentStatus(ctx.res);
    const milliseconds = Math.round(performance.now() - started);
    requestState(ctx).logger[levelOf(route, 'info')](
      { method: ctx.method, route, status, milliseconds },
      'request done',
    );
  });
  return next();
}
