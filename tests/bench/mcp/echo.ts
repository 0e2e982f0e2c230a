import { requirePeer } from './peers.ts';

type Sdk = {
  Client: typeof import('@modelcontextprotocol/sdk/client/index.js').Client;
  McpServer: typeof import('@modelcontextprotocol/sdk/server/mcp.js').McpServer;
  InMemoryTransport: typeof import('@modelcontextprotocol/sdk/inMemory.js').InMemoryTransport;
};

export type EchoServer = InstanceType<Sdk['McpServer']>;

export function loadSdk(): Sdk {
  return {
    ...requirePeer('@modelcontextprotocol/sdk/client/index.js'),
    ...requirePeer('@modelcontextprotocol/sdk/server/mcp.js'),
    ...requirePeer('@modelcontextprotocol/sdk/inMemory.js'),
  };
}

/**
 * Connects a client and a server in this process, in memory.
 * @param wrap applied to the server before it is connected
 * @returns a function that makes one call of the tool `echo`
 */
export async function connectEcho(wrap: (server: EchoServer) => EchoServer): Promise<() => Promise<unknown>> {
  const { Client, McpServer, InMemoryTransport } = loadSdk();
  const { z } = requirePeer('zod') as typeof import('zod');
  const server = wrap(new McpServer({ name: 'echo', version: '1.0.0' }));
  server.registerTool('echo', { inputSchema: { text: z.string() } }, ({ text }) => ({
    content: [{ type: 'text', text }],
  }));
  const client = new Client({ name: 'bench', version: '1.0.0' });
  const [clientEnd, serverEnd] = InMemoryTransport.createLinkedPair();
  await server.connect(serverEnd);
  await client.connect(clientEnd);
  return () => client.callTool({ name: 'echo', arguments: { text: 'hello' } });
}
