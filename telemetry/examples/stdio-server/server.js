import { McpServer } from '@modelcontextprotocol/sdk/server/mcp.js';
import { StdioServerTransport } from '@modelcontextprotocol/sdk/server/stdio.js';
import { z } from 'zod';

const WEATHER = process.env.WEATHER_URL ?? 'https://wttr.in';

const server = new McpServer({ name: 'weather', version: '1.0.0' });
server.registerTool(
  'forecast',
  { description: 'The weather of tomorrow', inputSchema: { city: z.string() } },
  async ({ city }) => {
    // The tool's own request becomes a part of the trace.
    const response = await fetch(`${WEATHER}/${encodeURIComponent(city)}?format=3`);
    return { content: [{ type: 'text', text: await response.text() }] };
  },
);
await server.connect(new StdioServerTransport());
