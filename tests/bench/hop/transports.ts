import type { RequestListener } from 'node:http';
import { type McpHttpHandler, mcpHttpHandler, PooledHTTPClientTransport } from '@cortex/runtime/mcp-transport';
import { Client, StreamableHTTPClientTransport } from '@modelcontextprotocol/client';
import { toNodeHandler } from '@modelcontextprotocol/node';
import { createMcpHandler } from '@modelcontextprotocol/server';
import { echoServer } from './echo-server.ts';

export type Call = () => Promise<unknown>;

const BODY_LIMIT_BYTES = 1_000_000;

export function oursHandler(): McpHttpHandler {
  return mcpHttpHandler({
    createServer: echoServer,
    bodyLimitBytes: BODY_LIMIT_BYTES,
    onRefusal: fail,
    onFailure: fail,
  });
}

export function stockHandler(): RequestListener {
  return toNodeHandler(createMcpHandler(() => echoServer(), { onerror: fail })) as RequestListener;
}

export function connectOurs(url: URL): Promise<Call> {
  return connected(new PooledHTTPClientTransport(url));
}

export function connectStock(url: URL): Promise<Call> {
  return connected(new StreamableHTTPClientTransport(url));
}

async function connected(transport: StreamableHTTPClientTransport): Promise<Call> {
  const client = new Client(
    { name: 'bench', version: '1.0.0' },
    { versionNegotiation: { mode: { pin: '2026-07-28' } } },
  );
  await client.connect(transport);
  return () => client.callTool({ name: 'echo', arguments: { text: 'hello' } });
}

function fail(error: Error): never {
  throw error;
}
