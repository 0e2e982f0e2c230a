import type { Router } from '@koa/router';
import type { McpHandler, McpHandlerOptions } from './handler.ts';

/** Serves the console's tools over Streamable HTTP at /mcp. Their SDK takes 10 MB, so it is loaded with the first request. */
export function mcpRoute(router: Router, options: McpHandlerOptions): void {
  let handler: Promise<McpHandler> | undefined;
  router.register('/mcp', ['post', 'get', 'delete'], async (ctx) => {
    handler ??= import('./handler.ts').then(({ mcpHandler }) => mcpHandler(options));
    const handle = await handler;
    ctx.respond = false;
    await handle(ctx.req, ctx.res);
  });
}
