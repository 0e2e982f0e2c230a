import { serve } from '@hono/node-server';
import { ZodJsonSchemaAdapter } from '@tmcp/adapter-zod';
import { HttpTransport } from '@tmcp/transport-http';
import { McpServer } from 'tmcp';

const about = { name: 'server', version: '1.0.0', description: 'A server' };
const server = new McpServer(about, { adapter: new ZodJsonSchemaAdapter(), capabilities: { tools: {} } });
server.tool({ name: 'echo', description: 'Echoes' }, () => ({ content: [{ type: 'text', text: 'hello' }] }));
const transport = new HttpTransport(server, { path: '/mcp' });
const fetch = async (request) => (await transport.respond(request)) ?? new Response('', { status: 404 });
serve({ fetch, port: Number(process.env.PORT), hostname: '127.0.0.1' });
