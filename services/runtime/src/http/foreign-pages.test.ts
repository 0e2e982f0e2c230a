import { request } from 'node:http';
import { text } from 'node:stream/consumers';
import { startTestService, type TestService } from '../testing/test-service.ts';

const BROWSER_LINK = { 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'navigate', 'sec-fetch-dest': 'document' };

let service: TestService;
let own: string;
let taken: number;

beforeAll(async () => {
  service = await startTestService({
    config: {
      host: '127.0.0.1',
      port: 0,
      allowedHosts: ['memory', 'app.example'],
      bodyLimitBytes: 4_096,
      stopTimeoutMilliseconds: 5_000,
    },
    routes: (router) => {
      router.post('/take', (ctx) => {
        taken += 1;
        ctx.body = 'taken';
      });
      router.get('/take', (ctx) => {
        taken += 1;
        ctx.body = 'taken';
      });
    },
  });
  own = new URL(service.url).host;
});

beforeEach(() => {
  taken = 0;
});

afterAll(() => service.stop());

interface Asked {
  method?: string;
  path?: string;
  headers: Record<string, string>;
}

interface Answer {
  status: number | undefined;
  type: string | undefined;
  allowed: string | undefined;
  body: string;
}

/** Unlike `fetch`, lets a test choose Host, Origin and Sec-Fetch-Site as a browser does. */
function ask({ method = 'GET', path = '/take', headers }: Asked) {
  const answer = Promise.withResolvers<Answer>();
  const asked = request(service.url + path, { method, headers }, async (response) =>
    answer.resolve({
      status: response.statusCode,
      type: response.headers['content-type'],
      allowed: response.headers['access-control-allow-origin'],
      body: await text(response),
    }),
  );
  asked.on('error', answer.reject).end();
  return answer.promise;
}

test.each([
  ['a page of another origin', { origin: 'https://evil.example' }],
  ['a page of another port of this machine', { origin: 'http://127.0.0.1:1' }],
  ['a page of this machine under another name', { origin: 'http://localhost' }],
  ['a sandboxed page', { origin: 'null' }],
  ['an image of a page elsewhere', { 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'no-cors' }],
  ['a page of a sister domain', { 'sec-fetch-site': 'same-site', 'sec-fetch-mode': 'no-cors' }],
  ['a frame of a page elsewhere', { ...BROWSER_LINK, 'sec-fetch-dest': 'iframe' }],
  ['a name that may have been rebound to this machine', { host: 'evil.example' }],
  ['a name that only begins like an allowed one', { host: 'memory.evil.example' }],
  ['an invalid Host', { host: '127.0.0.1@evil.example' }],
  ['the unspecified address, to which browsers send no Sec-Fetch-Site', { host: '0.0.0.0:8000' }],
  ['the unspecified address of IPv6', { host: '[::]:8000' }],
  ['the same, written in full', { host: '[0:0:0:0:0:0:0:0]:8000' }],
  ['an IPv4-mapped address, to which browsers send none either', { host: '[::ffff:7f00:1]:8000' }],
  ['the same, as people write it', { host: '[::FFFF:127.0.0.1]' }],
  ['the unspecified IPv4-mapped address', { host: '[::ffff:0:0]:8000' }],
])('%s is refused for every route', async (_, headers) => {
  for (const method of ['GET', 'POST', 'OPTIONS']) {
    for (const path of ['/take', '/health', '/metrics', '/mcp', '/nowhere']) {
      const answer = await ask({ method, path, headers });
      expect(answer).toMatchObject({ status: 403, type: expect.stringMatching(/^application\/problem\+json/) });
      expect(answer.allowed).toBeUndefined();
      expect(JSON.parse(answer.body).detail).toContain('CORTEX_ALLOWED_HOSTS');
    }
  }
  expect(taken).toBe(0);
});

test.each<[string, (own: string) => Record<string, string>]>([
  ['a program', () => ({})],
  ['a program that uses an address', () => ({ host: '10.1.2.3:8000' })],
  ['a program that uses an IPv6 address', () => ({ host: '[::1]:8000' })],
  ['a program that uses an allowed name', () => ({ host: 'memory' })],
  ['a program that uses an allowed name and a port', () => ({ host: 'MEMORY:9000' })],
  ['a name of this machine', () => ({ host: 'cortex.localhost:8000' })],
  ['a page of the service itself', (host) => ({ host, origin: `http://${host}`, 'sec-fetch-site': 'same-origin' })],
  [
    'a page of the service behind a proxy that terminates TLS',
    () => ({ host: 'app.example', origin: 'https://app.example' }),
  ],
  ['a page of an allowed host', () => ({ origin: 'https://app.example', 'sec-fetch-site': 'cross-site' })],
  ['a user who types the address', () => ({ ...BROWSER_LINK, 'sec-fetch-site': 'none' })],
  ['a link on a page elsewhere', () => BROWSER_LINK],
])('%s is let in', async (_, headers) => {
  expect(await ask({ headers: headers(own) })).toMatchObject({ status: 200, body: 'taken' });
});

test('a form of a page elsewhere is refused, though a browser sends it like a link', async () => {
  const answer = await ask({ method: 'POST', headers: BROWSER_LINK });
  expect(answer.status).toBe(403);
  expect(taken).toBe(0);
});
