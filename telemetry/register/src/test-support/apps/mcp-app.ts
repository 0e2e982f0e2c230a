import { once } from 'node:events';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { withCallAttributes } from '@cortex/telemetry/mcp';
import { Client, StreamableHTTPClientTransport } from '@modelcontextprotocol/client';
import { toNodeHandler } from '@modelcontextprotocol/node';
import { createMcpHandler, McpServer } from '@modelcontextprotocol/server';
import { context, SpanKind, trace } from '@opentelemetry/api';
import { z } from 'zod';

/** A server and two clients, one of a revision with `initialize` and one of a revision without, which each call a tool over HTTP. The tool records a span of the call too. */
const handler = createMcpHandler(() => {
  const server = new McpServer({ name: 'server', version: '1.0.0' });
  server.registerTool('echo', { inputSchema: z.object({ text: z.string() }) }, ({ text }) => {
    const attributes = { 'mcp.method.name': 'tools/call', 'app.echoes': text };
    trace.getTracer('app').startSpan('tools/call echo', { kind: SpanKind.SERVER, attributes }).end();
    return { content: [{ type: 'text', text }] };
  });
  return server;
});
const http = createServer(toNodeHandler(handler) as RequestListener).listen(0, '127.0.0.1');
await once(http, 'listening');
const url = new URL(`http://127.0.0.1:${(http.address() as AddressInfo).port}/mcp`);

for (const mode of ['legacy', 'auto'] as const) {
  const client = new Client({ name: 'client', version: '1.0.0' }, { versionNegotiation: { mode } });
  await client.connect(new StreamableHTTPClientTransport(url));
  await context.with(withCallAttributes(context.active(), { 'app.mode': mode }), () =>
    client.callTool({ name: 'echo', arguments: { text: 'hello' } }),
  );
  await client.close();
}
http.close();
http.closeAllConnections();
