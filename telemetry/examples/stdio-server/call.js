/** Stands in for the program that reads mcp.json: starts the server, calls its tool, prints the answer. */
import { readFileSync } from 'node:fs';
import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StdioClientTransport } from '@modelcontextprotocol/sdk/client/stdio.js';

const { weather } = JSON.parse(readFileSync('mcp.json', 'utf8')).mcpServers;
const client = new Client({ name: 'call', version: '1.0.0' });
await client.connect(new StdioClientTransport({ ...weather, env: process.env }));
const { content } = await client.callTool({ name: 'forecast', arguments: { city: 'Oslo' } });
console.log(content[0].text);
await client.close();
