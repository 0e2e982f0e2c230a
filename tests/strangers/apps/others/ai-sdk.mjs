/** `ai-sdk.mjs <command> [argument ...]`: a client by the AI SDK that calls a tool of server-everything. */
import { createMCPClient } from '@ai-sdk/mcp';
import { Experimental_StdioMCPTransport as Stdio } from '@ai-sdk/mcp/mcp-stdio';

const [command, ...args] = process.argv.slice(2);
const env = { ...process.env, OTEL_SERVICE_NAME: 'program' };
const client = await createMCPClient({ transport: new Stdio({ command, args, env, stderr: 'ignore' }) });
const tools = await client.tools();
const { content } = await tools.echo.execute({ message: 'hello' }, { toolCallId: '1', messages: [] });
console.log(content[0].text);
await client.close();
