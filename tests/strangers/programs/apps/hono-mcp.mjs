import { StreamableHTTPTransport } from '@hono/mcp';
import { serve } from '@hono/node-server';
import { McpServer } from '@modelcontextprotocol/sdk/server/mcp.js';
import { Hono } from 'hono';
import { z } from 'zod';

const server = new McpServer({ name: 'server', version: '1.0.0' });
const inputSchema = { a: z.number(), b: z.number() };
server.registerTool('add', { description: 'Adds', inputSchema }, async ({ a, b }) => ({
  content: [{ type: 'text', text: String(a + b) }],
}));
const transport = new StreamableHTTPTransport();
await server.connect(transport);
const app = new Hono().all('/mcp', (context) => transport.handleRequest(context));
serve({ fetch: app.fetch, port: Number(process.env.PORT), hostname: '127.0.0.1' });
