import { createServer } from 'node:http';
import { McpServer } from '@modelcontextprotocol/sdk/server/mcp.js';
import { StreamableHTTPServerTransport } from '@modelcontextprotocol/sdk/server/streamableHttp.js';
import { z } from 'zod';

const STOCK = { lamp: 3, chair: 0 };

function shop() {
  const server = new McpServer({ name: 'shop', version: '1.0.0' });
  server.registerTool('search', { description: 'What the shop has' }, () => text(Object.keys(STOCK).join(' ')));
  server.registerTool('order', { description: 'Buys one', inputSchema: { item: z.string() } }, ({ item }) =>
    STOCK[item] ? text(`One ${item} is on its way`) : { ...text(`There is no ${item}`), isError: true },
  );
  return server;
}

const text = (words) => ({ content: [{ type: 'text', text: words }] });

const port = Number(process.env.PORT ?? 3333);
createServer(async (request, response) => {
  const transport = new StreamableHTTPServerTransport({ sessionIdGenerator: undefined });
  response.once('close', () => transport.close());
  await shop().connect(transport);
  await transport.handleRequest(request, response);
}).listen(port, '127.0.0.1', () => console.log(`http://127.0.0.1:${port}/mcp`));
