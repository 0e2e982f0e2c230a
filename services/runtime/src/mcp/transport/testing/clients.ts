import { Client, StreamableHTTPClientTransport } from '@modelcontextprotocol/client';
import { Client as ClientV1 } from '@modelcontextprotocol/sdk/client/index.js';
import { StreamableHTTPClientTransport as TransportV1 } from '@modelcontextprotocol/sdk/client/streamableHttp.js';
import { PooledHTTPClientTransport } from '../client/pooled-http-transport.ts';

const SELF = { name: 'test', version: '1.0.0' };

/** The methods that tests use and the clients of all SDKs have. */
export type AnyClient = Pick<Client, 'callTool' | 'getPrompt' | 'listTools' | 'close'>;

type Connect = (url: URL) => Promise<AnyClient>;

/** Stock clients, and our own. */
export const CLIENTS: Record<string, Connect> = {
  'a stock v1 client': async (url) => {
    const client = new ClientV1(SELF);
    await client.connect(new TransportV1(url) as Parameters<ClientV1['connect']>[0]);
    const callTool: ClientV1['callTool'] = (params, options) => client.callTool(params, undefined, options as never);
    return {
      callTool,
      getPrompt: (params) => client.getPrompt(params),
      listTools: () => client.listTools(),
      close: () => client.close(),
    } as AnyClient;
  },
  'a stock v2 client of 2025-11-25': (url) => connectV2(new StreamableHTTPClientTransport(url), 'legacy'),
  'a stock v2 client of 2026-07-28': (url) => connectV2(new StreamableHTTPClientTransport(url), 'auto'),
  'our client': (url) => connectV2(new PooledHTTPClientTransport(url), 'auto'),
};

export async function connectV2(transport: StreamableHTTPClientTransport, mode: 'auto' | 'legacy'): Promise<Client> {
  const client = new Client(SELF, { versionNegotiation: { mode }, capabilities: { elicitation: {} } });
  client.setRequestHandler('elicitation/create', () => ({ action: 'accept', content: { sure: true } }));
  await client.connect(transport);
  return client;
}
