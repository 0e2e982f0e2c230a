/** `app.mjs <set-up>`: a user's request that calls a tool, in which something more is traced. */
import { trace } from '@opentelemetry/api';

const { inSpan, end } = await import(process.argv[2]);
const { Client } = await import('@modelcontextprotocol/sdk/client/index.js');
const { InMemoryTransport } = await import('@modelcontextprotocol/sdk/inMemory.js');
const { McpServer } = await import('@modelcontextprotocol/sdk/server/mcp.js');

const server = new McpServer({ name: 'server', version: '1.0.0' });
server.registerTool('echo', {}, () => {
  trace.getTracer('app').startSpan('work').end();
  return { content: [{ type: 'text', text: 'hello' }] };
});
const client = new Client({ name: 'client', version: '1.0.0' });
const [clientEnd, serverEnd] = InMemoryTransport.createLinkedPair();
await server.connect(serverEnd);
await client.connect(clientEnd);
const { content } = await inSpan('user', () => client.callTool({ name: 'echo' }));
console.log(content[0].text);
await client.close();
await end();
