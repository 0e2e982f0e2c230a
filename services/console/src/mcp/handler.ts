import type { IncomingMessage, ServerResponse } from 'node:http';
import { type NodeIncomingMessageLike, type NodeServerResponseLike, toNodeHandler } from '@modelcontextprotocol/node';
import { createMcpHandler } from '@modelcontextprotocol/server';
import { consoleServer } from './server.ts';
import type { ToolContext } from './tool.ts';

export interface McpHandlerOptions {
  context(): ToolContext;
  bodyLimitBytes: number;
  /** Called with the reason when a request was refused or failed. */
  onError(error: Error): void;
}

export type McpHandler = (request: IncomingMessage, response: ServerResponse) => Promise<void>;

/** Handles requests to the console's MCP server. */
export function mcpHandler({ context, bodyLimitBytes, onError }: McpHandlerOptions): McpHandler {
  const limits = { maxRequestBodySize: bodyLimitBytes, onerror: onError };
  const serve = toNodeHandler(
    createMcpHandler(() => consoleServer(context), limits),
    limits,
  );
  // The SDK's types have optional fields without `undefined`; Node's have it.
  return async (request, response) => {
    await serve(request as NodeIncomingMessageLike, response as NodeServerResponseLike);
  };
}
