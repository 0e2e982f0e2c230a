/** Like `call.mjs`, for servers that accept only the newest revision of MCP. */
import { once } from 'node:events';
import { Client } from '@modelcontextprotocol/client';
import { StdioClientTransport } from '@modelcontextprotocol/client/stdio';

const [tool, given, command, ...args] = process.argv.slice(2);
const env = { ...process.env, ...JSON.parse(process.env.SERVER_ENV) };
const client = new Client({ name: 'client', version: '1.0.0' }, { versionNegotiation: { mode: 'auto' } });
await client.connect(new StdioClientTransport({ command, args, env }));
const answer = await client.callTool({ name: tool, arguments: JSON.parse(given) }).catch((error) => ({ error }));
console.log(answer.error === undefined ? 'answered' : `failed: ${answer.error}`);
await once(process.stdin.resume(), 'end');
await client.close();
