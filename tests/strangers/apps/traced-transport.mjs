import { traceMcpTransport } from '@cortex/instrumentation-mcp';
import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { InMemoryTransport } from '@modelcontextprotocol/sdk/inMemory.js';
import { Server } from '@modelcontextprotocol/sdk/server/index.js';
import { CallToolRequestSchema } from '@modelcontextprotocol/sdk/types.js';
import converse from './conversation.cjs';

const traced = {
  createLinkedPair() {
    const [client, server] = InMemoryTransport.createLinkedPair();
    return [traceMcpTransport(client, 'client'), traceMcpTransport(server, 'server')];
  },
};
await converse({ Client, Server, InMemoryTransport: traced, toolCalls: CallToolRequestSchema }, 'echo');
console.log('called');
