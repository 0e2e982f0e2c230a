import { metricsHandler } from '@cortex/telemetry';
import type { Router } from '@koa/router';

/** What the OTel SDK of this process has measured, in Prometheus' text format. */
export function metricsRoute(router: Router): void {
  const serve = metricsHandler();
  router.get('/metrics', (ctx) => {
    ctx.respond = false;
    serve(ctx.req, ctx.res);
  });
}
