const { Client, InMemoryTransport } = require('@modelcontextprotocol/client');
const { Server } = require('@modelcontextprotocol/server');
const converse = require('./conversation.cjs');

exports.talk = (tool) => converse({ Client, Server, InMemoryTransport, toolCalls: 'tools/call' }, tool);
