import type { StartedService } from '@cortex/runtime';
import { Client, StreamableHTTPClientTransport } from '@modelcontextprotocol/client';
import { startConsole } from './app.ts';

let started: StartedService;

beforeAll(async () => {
  started = await startConsole(() => ({ PORT: '0', LOG_LEVEL: 'silent' }));
});

afterAll(() => started.stop());

test.each(['legacy', 'auto'] as const)('answers clients that negotiate as %s at /mcp', async (mode) => {
  const client = new Client({ name: 'agent', version: '1' }, { versionNegotiation: { mode } });
  await client.connect(new StreamableHTTPClientTransport(new URL(`${started.url}/mcp`)));
  const { tools } = await client.listTools();
  expect(tools.map(({ name }) => name)).toContain('explain_trace');
  await client.close();
});

test.each([{ origin: 'https://evil.example' }, { 'sec-fetch-site': 'cross-site' }])(
  'refuses a foreign page: %j',
  async (headers) => {
    const response = await fetch(`${started.url}/mcp`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: '{}',
    });
    expect(response.status).toBe(403);
  },
);
