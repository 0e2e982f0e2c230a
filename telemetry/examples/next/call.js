import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StreamableHTTPClientTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js';

const [url = 'http://127.0.0.1:3000/mcp'] = process.argv.slice(2);
const client = new Client({ name: 'caller', version: '1.0.0' });
await client.connect(new StreamableHTTPClientTransport(new URL(url)));
const { content } = await client.callTool({ name: 'forecast', arguments: { city: 'Oslo' } });
console.log(content[0].text);
await client.close();
