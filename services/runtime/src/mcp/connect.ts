import { Client, StreamableHTTPClientTransport } from '@modelcontextprotocol/client';

export interface ConnectOptions {
  service: string;
  url: string;
  /** Asked before each HTTP request. */
  token(): Promise<string | undefined>;
  timeoutMilliseconds: number;
}

/** A connected stock client that speaks the newest revision both sides know. */
export async function connect({ service, url, token, timeoutMilliseconds }: ConnectOptions): Promise<Client> {
  const client = new Client({ name: service, version: '1.0.0' }, { versionNegotiation: { mode: 'auto' } });
  const transport = new StreamableHTTPClientTransport(new URL('/mcp', url), { authProvider: { token } });
  await client.connect(transport, { timeout: timeoutMilliseconds });
  return client;
}
