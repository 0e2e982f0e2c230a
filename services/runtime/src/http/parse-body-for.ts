import type { Router } from '@koa/router';
import type { Middleware } from 'koa';
import { parseBody } from './parse-body.ts';

/** Parses the bodies of requests that one of the router's routes takes; others get their 404 or 405, whatever their body is. */
export function parseBodyFor(router: Router, limitBytes: number): Middleware {
  const parse = parseBody(limitBytes);
  return (ctx, next) => {
    const { route, pathAndMethod } = router.match(ctx.path, ctx.method);
    if (!route) return next();
    // A request that ends here, with a body that is too large, is still counted under its route.
    ctx._matchedRoute = pathAndMethod.at(-1)?.path;
    return parse(ctx, next);
  };
}
