import { serve } from '@hono/node-server';
import { McpServer, StreamableHttpTransport } from 'mcp-lite';
import { z } from 'zod';

const server = new McpServer({ name: 'server', version: '1.0.0', schemaAdapter: (schema) => z.toJSONSchema(schema) });
const handler = () => ({ content: [{ type: 'text', text: 'hello' }] });
server.tool('echo', { description: 'Echoes', inputSchema: z.object({}), handler });
const fetch = new StreamableHttpTransport().bind(server);
serve({ fetch, port: Number(process.env.PORT), hostname: '127.0.0.1' });
