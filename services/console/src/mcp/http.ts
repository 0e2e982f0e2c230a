import type { IncomingMessage } from 'node:http';
import type { Router } from '@koa/router';
import { type NodeIncomingMessageLike, type NodeServerResponseLike, toNodeHandler } from '@modelcontextprotocol/node';
import { createMcpHandler } from '@modelcontextprotocol/server';
import { consoleServer } from './server.ts';
import type { ToolContext } from './tool.ts';

export interface McpRouteOptions {
  context(): ToolContext;
  bodyLimitBytes: number;
  /** Told why a request was refused or failed. */
  onError(error: Error): void;
}

/** The console's tools over Streamable HTTP at /mcp. */
export function mcpRoute(router: Router, { context, bodyLimitBytes, onError }: McpRouteOptions): void {
  const limits = { maxRequestBodySize: bodyLimitBytes, onerror: onError };
  const serve = toNodeHandler(
    createMcpHandler(() => consoleServer(context), limits),
    limits,
  );
  router.register('/mcp', ['post', 'get', 'delete'], async (ctx) => {
    ctx.respond = false;
    // Node types its optional fields without `undefined`.
    await serve(ctx.req as IncomingMessage as NodeIncomingMessageLike, ctx.res as NodeServerResponseLike);
  });
}
