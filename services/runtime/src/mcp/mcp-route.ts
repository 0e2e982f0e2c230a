import type { Router } from '@koa/router';
import type { Middleware } from 'koa';
import compose from 'koa-compose';
import type { Logger } from 'pino';
import { whenClosed } from '../http/when-closed.ts';
import type { StreamSlots } from '../sse/stream-slots.ts';
import { endWithToken } from './end-with-token.ts';
import { authOf } from './guard.ts';
import { type McpSurface, mcpServerFactory } from './server-factory.ts';
import { mcpHttpHandler } from './transport/server/mcp-http-handler.ts';
import { SUBSCRIBE } from './transport/subscribe.ts';

export interface McpRouteOptions extends McpSurface {
  bodyLimitBytes: number;
  logger: Logger;
  /** Runs before the body is read. */
  entry: Middleware;
  slots: StreamSlots;
}

/** Serves MCP over Streamable HTTP at /mcp, for revision 2026-07-28 and earlier ones. Malformed messages get JSON-RPC errors. */
export function mcpRoute(router: Router, { bodyLimitBytes, logger, entry, slots, ...surface }: McpRouteOptions): void {
  const serve = mcpHttpHandler({
    createServer: mcpServerFactory(surface),
    bodyLimitBytes,
    onRefusal: (error) => logger.debug({ err: error }, 'MCP request refused'),
    onFailure: (error) => logger.error({ err: error }, 'MCP request failed'),
  });
  const answer: Middleware = async (ctx) => {
    const { clientId, expiresAt } = authOf(ctx);
    // The header names the method: the SDK refuses a request without it.
    if (ctx.get('Mcp-Method') === SUBSCRIBE) whenClosed(ctx.res, slots.take(clientId));
    ctx.respond = false;
    if (expiresAt !== undefined) endWithToken(ctx.res, expiresAt);
    await serve(ctx.req, ctx.res);
  };
  router.register('/mcp', ['post', 'get', 'delete'], compose([entry, answer]));
}
