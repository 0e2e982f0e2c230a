/** The same text is an ES module and, as `typed.cts`, CommonJS. */
import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { InMemoryTransport } from '@modelcontextprotocol/sdk/inMemory.js';
import { McpServer } from '@modelcontextprotocol/sdk/server/mcp.js';
import { pino } from 'pino';

// @ts-expect-error Node.js alone does not run it.
enum Tool {
  Echo = 'echo',
}

async function call(): Promise<void> {
  const server = new McpServer({ name: 'server', version: '1.0.0' });
  server.registerTool(Tool.Echo, {}, async () => {
    pino().info('in the tool');
    return { content: [{ type: 'text', text: 'hello' }] };
  });
  const client = new Client({ name: 'client', version: '1.0.0' });
  const [clientEnd, serverEnd] = InMemoryTransport.createLinkedPair();
  await server.connect(serverEnd);
  await client.connect(clientEnd);
  await client.callTool({ name: Tool.Echo });
  await client.close();
}

void call();
