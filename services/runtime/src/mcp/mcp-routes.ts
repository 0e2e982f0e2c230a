import type { Router } from '@koa/router';
import { type NodeIncomingMessageLike, toNodeHandler } from '@modelcontextprotocol/node';
import { createMcpHandler } from '@modelcontextprotocol/server';
import type { Logger } from 'pino';
import { createMcpServer, type McpSurface } from './server-factory.ts';

export interface McpRouteOptions extends McpSurface {
  bodyLimitBytes: number;
  logger: Logger;
}

/** MCP over Streamable HTTP at /mcp, for the 2026-07-28 revision and the ones before. Malformed messages get JSON-RPC errors. */
export function mcpRoutes(router: Router, { bodyLimitBytes, logger, ...surface }: McpRouteOptions): void {
  const onerror = (error: Error) => logger.debug({ err: error }, 'MCP request refused');
  const limits = { maxRequestBodySize: bodyLimitBytes };
  const handler = createMcpHandler(() => createMcpServer(surface), { ...limits, onerror });
  const serve = toNodeHandler(handler, {
    ...limits,
    onerror: (error) => logger.error({ err: error }, 'MCP request failed'),
  });
  router.register('/mcp', ['post', 'get', 'delete'], async (ctx) => {
    ctx.respond = false;
    // Node types its optional fields without `undefined`.
    await serve(ctx.req as NodeIncomingMessageLike, ctx.res);
  });
}
