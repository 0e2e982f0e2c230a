import { serve } from '@hono/node-server';
import { createMcpHandler } from 'mcp-handler';
import { z } from 'zod';

const inputSchema = { a: z.number(), b: z.number() };
// It creates a span of each message itself, when the answer is sent.
const handler = createMcpHandler((server) =>
  server.registerTool('add', { description: 'Adds', inputSchema }, async ({ a, b }) => ({
    content: [{ type: 'text', text: String(a + b) }],
  })),
);
serve({ fetch: handler, port: Number(process.env.PORT), hostname: '127.0.0.1' });
