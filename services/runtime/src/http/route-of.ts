import type { Context } from 'koa';

/** Pattern of the route that answers, never the path. */
export function routeOf(ctx: Context): string {
  return typeof ctx._matchedRoute === 'string' ? ctx._matchedRoute : 'unmatched';
}
