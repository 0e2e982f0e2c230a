import { createUIResource } from '@mcp-ui/server';
import { McpServer } from '@modelcontextprotocol/sdk/server/mcp.js';
import { StdioServerTransport } from '@modelcontextprotocol/sdk/server/stdio.js';

const server = new McpServer({ name: 'server', version: '1.0.0' });
server.registerTool('show', { description: 'Shows' }, async () => {
  const content = { type: 'rawHtml', htmlString: '<p>hello</p>' };
  return { content: [await createUIResource({ uri: 'ui://server/hello', content, encoding: 'text' })] };
});
await server.connect(new StdioServerTransport());
