import type { Router } from '@koa/router';
import type { Middleware } from 'koa';
import { parseBody } from './parse-body.ts';

/** Parses the bodies of requests to the router's routes only; other requests get their 404 or 405 whatever their body is. */
export function parseBodyFor(router: Router, limitBytes: number): Middleware {
  const parse = parseBody(limitBytes);
  return (ctx, next) => {
    const { route, pathAndMethod } = router.match(ctx.path, ctx.method);
    if (!route) return next();
    // Counts a request under its route even if it ends here, because its body is too large.
    ctx._matchedRoute = pathAndMethod.at(-1)?.path;
    return parse(ctx, next);
  };
}
