import type { StartedService } from '@cortex/runtime';
import { Client, StreamableHTTPClientTransport } from '@modelcontextprotocol/client';
import { startConsole } from '../app.ts';

const TOKEN = 'only-this-test-knows-it-0123456789+/==';
/** Any URL of the page. */
const PAGE = '/traces';
const elsewhere = { PORT: '0', HOST: '0.0.0.0', LOG_LEVEL: 'silent' };

let started: StartedService;
let url: string;

beforeAll(async () => {
  started = await startConsole(() => ({ ...elsewhere, CORTEX_CONSOLE_TOKEN: TOKEN }));
  url = started.url.replace('0.0.0.0', '127.0.0.1');
});

afterAll(() => started.stop());

const get = (path: string, headers: Record<string, string> = {}) =>
  fetch(`${url}${path}`, { headers, redirect: 'manual' });

test.each([
  [undefined, 'HOST: expected a loopback address, came 0.0.0.0'],
  ['short', 'CORTEX_CONSOLE_TOKEN: expected at least 32'],
  ['with spaces, that no header could carry, however long it is', 'CORTEX_CONSOLE_TOKEN: expected at least 32'],
])('does not listen to the whole network with the token %j', async (token, reason) => {
  const start = startConsole(() => ({ ...elsewhere, ...(token && { CORTEX_CONSOLE_TOKEN: token }) }));
  await expect(start).rejects.toThrow(reason);
  if (token !== undefined) await expect(start).rejects.not.toThrow(token);
});

test.each(['/health', '/health/live', '/health/ready'])(
  'answers health checks at %s without the token',
  async (path) => {
    expect((await get(path)).status).toBe(200);
  },
);

test('shows its metrics to a Prometheus of this machine, but not through a proxy', async () => {
  expect((await get('/metrics')).status).toBe(200);
  for (const header of ['x-forwarded-for', 'forwarded']) {
    expect((await get('/metrics', { [header]: '203.0.113.7' })).status).toBe(401);
  }
  const proxied = { 'x-forwarded-for': '203.0.113.7', authorization: `Bearer ${TOKEN}` };
  expect((await get('/metrics', proxied)).status).toBe(200);
});

test.each(['/', '/trace/a', '/api/services', '/mcp', '/assets/x.js', '/nothing'])(
  'requires the token at %s',
  async (path) => {
    const { status, headers } = await get(path);
    expect([status, headers.get('www-authenticate')]).toEqual([401, 'Bearer']);
  },
);

test.each([`Bearer ${TOKEN.slice(1)}`, `Bearer ${TOKEN}a`, `Basic ${TOKEN}`, 'Bearer', 'Bearer \u00e9'])(
  'refuses %j',
  async (authorization) => {
    expect((await get(PAGE, { authorization })).status).toBe(401);
  },
);

test('lets in a program that sends the token', async () => {
  expect((await get(PAGE, { authorization: `Bearer ${TOKEN}` })).status).not.toBe(401);
  const client = new Client({ name: 'agent', version: '1' });
  const requestInit = { headers: { authorization: `Bearer ${TOKEN}` } };
  await client.connect(new StreamableHTTPClientTransport(new URL(`${url}/mcp`), { requestInit }));
  expect((await client.listTools()).tools.length).toBeGreaterThan(0);
  await client.close();
});

test('lets in a browser that opened the URL with the token once, and removes it from the URL', async () => {
  const came = await get(`/?last=15m&token=${encodeURIComponent(TOKEN)}`);
  expect([came.status, came.headers.get('location')]).toEqual([303, '/?last=15m']);
  expect(came.headers.get('cache-control')).toBe('no-store');
  const set = came.headers.get('set-cookie') ?? '';
  expect(set).toMatch(/; path=\/; samesite=lax; httponly$/i);
  expect((await get(PAGE, { cookie: set.split(';')[0] ?? '' })).status).not.toBe(401);
});

test.each(['/?token=another', '/?token=', '/?token=a&token=b', '/trace/a?token=TOKEN'])(
  'sets no cookie at %s',
  async (path) => {
    const { status, headers } = await get(path.replace('TOKEN', encodeURIComponent(TOKEN)));
    expect([status, headers.get('set-cookie')]).toEqual([401, null]);
  },
);
