/** `agent.js [<url>]`: searches the shop and orders one of each item. An agent with a model makes the same calls, in the same span. */
import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StreamableHTTPClientTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js';
import { trace } from '@opentelemetry/api';

const [url = 'http://127.0.0.1:3333/mcp'] = process.argv.slice(2);
const client = new Client({ name: 'agent', version: '1.0.0' });

async function call(name, args = {}) {
  const { content } = await client.callTool({ name, arguments: args });
  return content[0].text;
}

// Without a span around them, each call would be a trace of its own.
await trace.getTracer('agent').startActiveSpan('invoke_agent shopper', async (span) => {
  await client.connect(new StreamableHTTPClientTransport(new URL(url)));
  for (const item of (await call('search')).split(' ')) console.log(await call('order', { item }));
  span.end();
});
await client.close();
