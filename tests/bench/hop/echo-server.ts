import { McpServer } from '@modelcontextprotocol/server';
import { z } from 'zod';

/** One tool, which gives back what it is given. */
export function echoServer(supportedProtocolVersions?: string[]): McpServer {
  const options = supportedProtocolVersions && { supportedProtocolVersions };
  const server = new McpServer({ name: 'echo', version: '1.0.0' }, options);
  server.registerTool('echo', { inputSchema: z.object({ text: z.string() }) }, ({ text }) => ({
    content: [{ type: 'text', text }],
  }));
  return server;
}
