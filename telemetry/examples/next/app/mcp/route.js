import { McpServer } from '@modelcontextprotocol/sdk/server/mcp.js';
import { WebStandardStreamableHTTPServerTransport } from '@modelcontextprotocol/sdk/server/webStandardStreamableHttp.js';
import { z } from 'zod';

const { WEATHER_URL = 'https://wttr.in' } = process.env;

function weather() {
  const server = new McpServer({ name: 'weather', version: '1.0.0' });
  server.registerTool(
    'forecast',
    { description: 'The weather', inputSchema: { city: z.string() } },
    async ({ city }) => {
      const answer = await fetch(`${WEATHER_URL}/${encodeURIComponent(city)}?format=3`);
      return { content: [{ type: 'text', text: (await answer.text()).trim() }] };
    },
  );
  return server;
}

export async function POST(request) {
  const transport = new WebStandardStreamableHTTPServerTransport({ sessionIdGenerator: undefined });
  await weather().connect(transport);
  return transport.handleRequest(request);
}
