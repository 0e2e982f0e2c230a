import { FastMCP } from 'fastmcp';
import { z } from 'zod';

const server = new FastMCP({ name: 'server', version: '1.0.0' });
const parameters = z.object({ a: z.number(), b: z.number() });
server.addTool({ name: 'add', description: 'Adds', parameters, execute: async ({ a, b }) => String(a + b) });
const port = Number(process.env.PORT);
const httpStream = { port, host: '127.0.0.1', endpoint: '/mcp' };
await server.start(port ? { transportType: 'httpStream', httpStream } : { transportType: 'stdio' });
