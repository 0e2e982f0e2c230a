import { trace } from '@opentelemetry/api';

const { McpServer } = await import('@modelcontextprotocol/sdk/server/mcp.js');

/** Creates a server with a tool in which something more is traced. */
export function createServer() {
  const server = new McpServer({ name: 'server', version: '1.0.0' });
  server.registerTool('echo', {}, () => {
    trace.getTracer('app').startSpan('work').end();
    return { content: [{ type: 'text', text: 'hello' }] };
  });
  return server;
}
