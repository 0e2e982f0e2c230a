import { MCPServerStdio, MCPServerStreamableHttp, setTracingDisabled } from '@openai/agents';
import { stdio, url } from './target.mjs';

setTracingDisabled(true);
const name = 'everything';
const server = url ? new MCPServerStreamableHttp({ name, url }) : new MCPServerStdio({ name, ...stdio });
await server.connect();
console.log(JSON.stringify(await server.callTool('echo', { message: 'hello' })));
await server.close();
