import { ZodJsonSchemaAdapter } from '@tmcp/adapter-zod';
import { StdioTransport } from '@tmcp/transport-stdio';
import { McpServer } from 'tmcp';

const about = { name: 'server', version: '1.0.0', description: 'A server' };
const server = new McpServer(about, { adapter: new ZodJsonSchemaAdapter(), capabilities: { tools: {} } });
server.tool({ name: 'echo', description: 'Echoes' }, () => ({ content: [{ type: 'text', text: 'hello' }] }));
new StdioTransport(server).listen();
