import { Client, StreamableHTTPClientTransport } from '@modelcontextprotocol/client';
import { Client as ClientV1 } from '@modelcontextprotocol/sdk/client/index.js';
import { StreamableHTTPClientTransport as TransportV1 } from '@modelcontextprotocol/sdk/client/streamableHttp.js';
import type { FetchLike } from '@modelcontextprotocol/sdk/shared/transport.js';

const SELF = { name: 'truth', version: '1.0.0' };

/** The SDKs, and the revisions that they support. */
export const ERAS = ['v1', 'v2 2025-11-25', 'v2 2026-07-28'] as const;

export type Era = (typeof ERAS)[number];

export interface CallLimits {
  signal?: AbortSignal;
  /** Milliseconds. */
  timeout?: number;
}

type Meta = Record<string, unknown>;

/** The methods that clients of all SDKs share, as far as the bench needs them. */
export interface McpCaller {
  callTool(params: { name: string; arguments: Meta; _meta: Meta }, limits: CallLimits): Promise<{ isError?: boolean }>;
  readResource(params: { uri: string; _meta: Meta }, limits: CallLimits): Promise<unknown>;
  close(): Promise<void>;
}

const CONNECT: Record<Era, (url: URL, fetch: FetchLike) => Promise<McpCaller>> = {
  v1: async (url, fetch) => {
    const client = new ClientV1(SELF);
    // The types of that SDK are not compatible with exactOptionalPropertyTypes.
    await client.connect(new TransportV1(url, { fetch }) as Parameters<ClientV1['connect']>[0]);
    // From here on the client validates results against the tools' schemas.
    await client.listTools();
    return {
      callTool: (params, limits) => client.callTool(params, undefined, limits) as Promise<{ isError?: boolean }>,
      readResource: (params, limits) => client.readResource(params, limits),
      close: () => client.close(),
    };
  },
  'v2 2025-11-25': (url, fetch) => connectV2(new StreamableHTTPClientTransport(url, { fetch }), 'legacy'),
  'v2 2026-07-28': (url, fetch) => connectV2(new StreamableHTTPClientTransport(url, { fetch }), 'auto'),
};

/** Connects a stock client of the era to a service's `/mcp`. */
export function connectCaller(era: Era, url: string, fetch: FetchLike): Promise<McpCaller> {
  return CONNECT[era](new URL('/mcp', url), fetch);
}

async function connectV2(transport: StreamableHTTPClientTransport, mode: 'auto' | 'legacy'): Promise<McpCaller> {
  const client = new Client(SELF, { versionNegotiation: { mode } });
  await client.connect(transport);
  return {
    callTool: (params, limits) => client.callTool(params, limits) as Promise<{ isError?: boolean }>,
    readResource: (params, limits) => client.readResource(params, { ...limits, cacheMode: 'bypass' }),
    close: () => client.close(),
  };
}
