import { McpServer } from '@modelcontextprotocol/server';
import { z } from 'zod';

/** A server with one tool, which returns its arguments. */
export function echoServer(supportedProtocolVersions?: string[]): McpServer {
  const options = supportedProtocolVersions && { supportedProtocolVersions };
  const server = new McpServer({ name: 'echo', version: '1.0.0' }, options);
  server.registerTool('echo', { inputSchema: z.object({ text: z.string() }) }, ({ text }) => ({
    content: [{ type: 'text', text }],
  }));
  return server;
}
