import { trace } from '@opentelemetry/api';

const { McpServer } = await import('@modelcontextprotocol/sdk/server/mcp.js');

/** Creates a server with a tool that creates a span of its own. */
export function createServer() {
  const server = new McpServer({ name: 'server', version: '1.0.0' });
  server.registerTool('echo', {}, () => {
    trace.getTracer('app').startSpan('work').end();
    return { content: [{ type: 'text', text: 'hello' }] };
  });
  return server;
}
