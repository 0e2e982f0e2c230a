import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StdioClientTransport } from '@modelcontextprotocol/sdk/client/stdio.js';

const client = new Client({ name: 'client', version: '1.0.0' });
// By itself, the SDK's transport passes few variables on.
const env = { ...process.env, OTEL_SERVICE_NAME: 'adder' };
const args = ['--import', './telemetry.js', 'server.js'];
await client.connect(new StdioClientTransport({ command: process.execPath, args, env }));
const { content } = await client.callTool({ name: 'add', arguments: { a: 1, b: 2 } });
console.log(content[0].text);
await client.close();
