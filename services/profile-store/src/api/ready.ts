import type { Router } from '@koa/router';

/** `/ready`, which Pyroscope's clients and orchestrators request. The service answers only once the database is open. */
export function readyRoute(router: Router): void {
  router.get('/ready', (ctx) => {
    ctx.body = 'ready\n';
  });
}
