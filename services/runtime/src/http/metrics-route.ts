import { metricsHandler } from '@cortex/telemetry';
import type { Router } from '@koa/router';

/** Serves the metrics of this process's OTel SDK in Prometheus' text format. */
export function metricsRoute(router: Router): void {
  const serve = metricsHandler();
  router.get('/metrics', (ctx) => {
    ctx.respond = false;
    serve(ctx.req, ctx.res);
  });
}
