import { MCPClient } from '@mastra/mcp';
import { stdio, url } from './target.mjs';

const client = new MCPClient({ id: 'client', servers: { everything: url ? { url: new URL(url) } : stdio } });
const { everything_echo: echo } = await client.listTools();
console.log(JSON.stringify(await echo.execute({ message: 'hello' }, {})));
await client.disconnect();
