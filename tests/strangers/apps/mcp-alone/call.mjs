// The application: a client and a server of MCP in one process.
import { Client, InMemoryTransport } from '@modelcontextprotocol/client';
import { McpServer } from '@modelcontextprotocol/server';

const server = new McpServer({ name: 'server', version: '1.0.0' });
server.registerTool('echo', {}, async () => ({ content: [] }));
const client = new Client({ name: 'client', version: '1.0.0' });
const [a, b] = InMemoryTransport.createLinkedPair();
await Promise.all([server.connect(a), client.connect(b)]);
await client.callTool({ name: 'echo' });
await client.close();
