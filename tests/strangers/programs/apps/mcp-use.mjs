import { MCPServer } from 'mcp-use';
import { z } from 'zod';

const server = new MCPServer({ name: 'server', version: '1.0.0' });
const inputSchema = z.object({ a: z.number(), b: z.number() });
server.tool({ name: 'add', description: 'Adds', inputSchema }, async ({ a, b }) => ({
  content: [{ type: 'text', text: String(a + b) }],
}));
await server.listen(Number(process.env.PORT));
