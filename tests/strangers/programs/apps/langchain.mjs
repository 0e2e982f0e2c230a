import { MultiServerMCPClient } from '@langchain/mcp-adapters';
import { stdio, url } from './target.mjs';

const everything = url ? { transport: 'http', url } : { transport: 'stdio', ...stdio };
const client = new MultiServerMCPClient({ mcpServers: { everything } });
const tools = await client.getTools();
console.log(await tools.find(({ name }) => name.endsWith('echo')).invoke({ message: 'hello' }));
await client.close();
