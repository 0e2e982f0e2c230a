import type { Layer } from '@koa/router';
import type { Context, Middleware } from 'koa';

/**
 * For a middleware given to `router.use()`: the router notes each middleware's own path as the matched route, so a
 * request that ends in one (a body that is too large) would be counted under no endpoint.
 */
export function keepMatchedRoute(middleware: Middleware): Middleware {
  return (ctx, next) => {
    ctx._matchedRoute = matchedLayers(ctx).findLast(({ methods }) => methods.includes(ctx.method))?.path;
    return middleware(ctx, next);
  };
}

function matchedLayers(ctx: Context): Layer[] {
  return ctx.matched ?? [];
}
