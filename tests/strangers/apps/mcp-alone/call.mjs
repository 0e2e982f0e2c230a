// The application: an MCP client and server in one process. The tool creates a span of its call itself.
import { Client, InMemoryTransport } from '@modelcontextprotocol/client';
import { McpServer } from '@modelcontextprotocol/server';
import { SpanKind, trace } from '@opentelemetry/api';

const server = new McpServer({ name: 'server', version: '1.0.0' });
server.registerTool('echo', {}, async () => {
  const options = { kind: SpanKind.SERVER, attributes: { 'mcp.method.name': 'tools/call' } };
  trace.getTracer('app').startSpan('tools/call echo', options).end();
  return { content: [] };
});
const client = new Client({ name: 'client', version: '1.0.0' });
const [a, b] = InMemoryTransport.createLinkedPair();
await Promise.all([server.connect(a), client.connect(b)]);
await client.callTool({ name: 'echo' });
await client.close();
