import { createMCPClient } from '@ai-sdk/mcp';
import { Experimental_StdioMCPTransport as Stdio } from '@ai-sdk/mcp/mcp-stdio';
import { stdio, url } from './target.mjs';

const transport = url ? { type: 'http', url } : new Stdio({ ...stdio, stderr: 'ignore' });
const client = await createMCPClient({ transport });
const tools = await client.tools();
const { content } = await tools.echo.execute({ message: 'hello' }, { toolCallId: '1', messages: [] });
console.log(content[0].text);
await client.close();
