import { randomUUID } from 'node:crypto';
import type { RequestListener } from 'node:http';
import { McpServer } from '@modelcontextprotocol/sdk/server/mcp.js';
import { StreamableHTTPServerTransport } from '@modelcontextprotocol/sdk/server/streamableHttp.js';
import { z } from 'zod';
import type { Happenings } from './tools.ts';

const text = (value: string) => ({ content: [{ type: 'text' as const, text: value }] });

/** A stock v1 server for one client, with a session and streams. */
export function sessionServerV1(happenings: Happenings): RequestListener {
  const transport = new StreamableHTTPServerTransport({ sessionIdGenerator: randomUUID });
  const connected = toolsV1(happenings).connect(transport as Parameters<McpServer['connect']>[0]);
  return async (request, response) => {
    await connected;
    await transport.handleRequest(request, response);
  };
}

/** A stock v1 server for each request, which answers with JSON. */
export function statelessServerV1(happenings: Happenings): RequestListener {
  return async (request, response) => {
    const transport = new StreamableHTTPServerTransport({ enableJsonResponse: true });
    await toolsV1(happenings).connect(transport as Parameters<McpServer['connect']>[0]);
    await transport.handleRequest(request, response);
  };
}

/** The tools of `createTools` that exist in revision 2025-11-25 as well. */
function toolsV1(happenings: Happenings): McpServer {
  const server = new McpServer({ name: 'tools', version: '1.0.0' });
  const named = { inputSchema: { name: z.string() } };
  server.registerTool('echo', named, ({ name }) => text(name));
  server.registerTool('fail', named, () => {
    throw new Error('it failed');
  });
  server.registerTool('wait', named, async ({ name }, { signal }) => {
    happenings.note(`${name} waits`);
    signal.addEventListener('abort', () => happenings.note(`${name} was given up`));
    await happenings.until(`${name} may go`);
    return text(`${name} waited`);
  });
  server.registerTool('count', named, async ({ name }, { _meta, sendNotification }) => {
    const progressToken = _meta?.progressToken;
    for (let progress = 1; progress <= 3 && progressToken !== undefined; progress += 1) {
      const params = { progressToken, progress, message: name };
      await sendNotification({ method: 'notifications/progress', params });
    }
    return text(name);
  });
  return server;
}
