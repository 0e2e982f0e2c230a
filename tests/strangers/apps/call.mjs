/** `call.mjs <tool> <arguments as JSON> <url> | <command> [argument ...]`: calls one tool, prints whether it answered, and closes at the end of its input. */
import { once } from 'node:events';
import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StdioClientTransport } from '@modelcontextprotocol/sdk/client/stdio.js';
import { StreamableHTTPClientTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js';

const [tool, given, target, ...args] = process.argv.slice(2);
const transport = target.startsWith('http:')
  ? new StreamableHTTPClientTransport(new URL(target))
  : new StdioClientTransport({ command: target, args, env: { ...process.env, ...JSON.parse(process.env.SERVER_ENV) } });
const client = new Client({ name: 'client', version: '1.0.0' });
await client.connect(transport);
const answer = await client.callTool({ name: tool, arguments: JSON.parse(given) }).catch((error) => ({ error }));
console.log(answer.error === undefined ? 'answered' : `failed: ${answer.error}`);
await once(process.stdin.resume(), 'end');
await client.close();
