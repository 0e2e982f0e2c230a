import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { InMemoryTransport } from '@modelcontextprotocol/sdk/inMemory.js';
import { McpServer } from '@modelcontextprotocol/sdk/server/mcp.js';

export const dynamic = 'force-dynamic';

export async function GET() {
  const server = new McpServer({ name: 'server', version: '1.0.0' });
  server.registerTool('echo', {}, () => ({ content: [{ type: 'text', text: 'hello' }] }));
  const client = new Client({ name: 'client', version: '1.0.0' });
  const [clientEnd, serverEnd] = InMemoryTransport.createLinkedPair();
  await server.connect(serverEnd);
  await client.connect(clientEnd);
  const { content } = await client.callTool({ name: 'echo' });
  await client.close();
  return new Response(content[0].text);
}
