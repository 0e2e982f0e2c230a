import type { Router } from '@koa/router';
import { type NodeIncomingMessageLike, toNodeHandler } from '@modelcontextprotocol/node';
import { createMcpHandler } from '@modelcontextprotocol/server';
import type { Middleware } from 'koa';
import compose from 'koa-compose';
import type { Logger } from 'pino';
import { CLIENT_CLOSED_REQUEST } from '../http/client-gone.ts';
import { type McpSurface, mcpServerFactory } from './server-factory.ts';

export interface McpRouteOptions extends McpSurface {
  bodyLimitBytes: number;
  logger: Logger;
  /** What a request passes before it is read. */
  entry: Middleware;
}

/** MCP over Streamable HTTP at /mcp, for the 2026-07-28 revision and the ones before. Malformed messages get JSON-RPC errors. */
export function mcpRoute(router: Router, { bodyLimitBytes, logger, entry, ...surface }: McpRouteOptions): void {
  const onerror = (error: Error) => logger.debug({ err: error }, 'MCP request refused');
  const onfailure = (error: Error) => logger.error({ err: error }, 'MCP request failed');
  const limits = { maxRequestBodySize: bodyLimitBytes };
  const handler = createMcpHandler(mcpServerFactory(surface), { ...limits, onerror });
  const serve = toNodeHandler(handler, { ...limits, onerror: onfailure });
  const answer: Middleware = async (ctx) => {
    ctx.respond = false;
    ctx.status = CLIENT_CLOSED_REQUEST;
    // Node types its optional fields without `undefined`.
    await serve(ctx.req as NodeIncomingMessageLike, ctx.res);
  };
  router.register('/mcp', ['post', 'get', 'delete'], compose([entry, answer]));
}
