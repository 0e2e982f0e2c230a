import { Client, InMemoryTransport } from '@modelcontextprotocol/client';
import { Server } from '@modelcontextprotocol/server';
import converse from './conversation.cjs';

export const talk = (tool) => converse({ Client, Server, InMemoryTransport, toolCalls: 'tools/call' }, tool);
