import type { Context } from 'koa';

/** The pattern of the matched route, never the path. */
export function routeOf(ctx: Context): string {
  return typeof ctx._matchedRoute === 'string' ? ctx._matchedRoute : 'unmatched';
}
