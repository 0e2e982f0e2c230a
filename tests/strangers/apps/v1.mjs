import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { InMemoryTransport } from '@modelcontextprotocol/sdk/inMemory.js';
import { Server } from '@modelcontextprotocol/sdk/server/index.js';
import { CallToolRequestSchema } from '@modelcontextprotocol/sdk/types.js';
import converse from './conversation.cjs';

export const talk = (tool) => converse({ Client, Server, InMemoryTransport, toolCalls: CallToolRequestSchema }, tool);
