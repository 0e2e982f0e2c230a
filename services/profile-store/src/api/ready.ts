import type { Router } from '@koa/router';

/** `/ready`, as Pyroscope's clients and orchestrators ask. Nothing is answered before the database is open. */
export function readyRoute(router: Router): void {
  router.get('/ready', (ctx) => {
    ctx.body = 'ready\n';
  });
}
