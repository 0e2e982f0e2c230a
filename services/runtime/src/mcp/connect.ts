import { Client } from '@modelcontextprotocol/client';
import type { ConnectionLimits } from './transport/client/connection-limits.ts';
import {
  PooledHTTPClientTransport,
  type PooledHTTPClientTransportOptions,
} from './transport/client/pooled-http-transport.ts';

export interface ConnectOptions
  extends Pick<PooledHTTPClientTransportOptions, 'callSignal' | 'onBody' | 'connectionWaits'> {
  service: string;
  url: string;
  /** Called before each HTTP request. */
  token(): Promise<string | undefined>;
  timeoutMilliseconds: number;
  limits?: Partial<ConnectionLimits>;
}

/** A connected client that speaks the newest revision that both sides support. */
export async function connect({ service, url, timeoutMilliseconds, limits, ...rest }: ConnectOptions): Promise<Client> {
  const client = new Client({ name: service, version: '1.0.0' }, { versionNegotiation: { mode: 'auto' } });
  const transport = new PooledHTTPClientTransport(new URL('/mcp', url), { ...rest, ...(limits && { limits }) });
  await client.connect(transport, { timeout: timeoutMilliseconds });
  return client;
}
