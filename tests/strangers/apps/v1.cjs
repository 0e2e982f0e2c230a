const { Client } = require('@modelcontextprotocol/sdk/client/index.js');
const { InMemoryTransport } = require('@modelcontextprotocol/sdk/inMemory.js');
const { Server } = require('@modelcontextprotocol/sdk/server/index.js');
const { CallToolRequestSchema } = require('@modelcontextprotocol/sdk/types.js');
const converse = require('./conversation.cjs');

exports.talk = (tool) => converse({ Client, Server, InMemoryTransport, toolCalls: CallToolRequestSchema }, tool);
