import { CoreApiClient } from '@cortex/local/demo';
import { createTokenIssuer } from '@cortex/runtime';
import { sendRaw } from '../../bench/hostile/wire/raw.ts';
import type { SecurityPlatform } from '../security-platform.ts';

interface Attempt {
  path: string;
  method?: string;
  body?: string;
  headers?: Record<string, string>;
  service?: 'coreApi' | 'memory' | 'cognition';
}

/** Requests that no service can accept: each is answered with its status and a message without internals. */
export function badInputSuite(under: SecurityPlatform): void {
  let token: string;

  beforeAll(async () => {
    const response = await fetch(`${under.platform.urls.coreApi}/auth/login`, {
      method: 'POST',
      body: new URLSearchParams(under.user),
    });
    token = ((await response.json()) as { access_token: string }).access_token;
  });

  async function attempt({ path, method = 'POST', body, headers = {}, service = 'coreApi' }: Attempt) {
    const response = await fetch(`${under.platform.urls[service]}${path}`, {
      method,
      headers: { 'content-type': 'application/json', authorization: `Bearer ${token}`, ...headers },
      ...(body !== undefined && { body }),
    });
    const text = await response.text();
    return { status: response.status, type: response.headers.get('content-type') ?? '', text };
  }

  test.each<[string, Attempt, number, RegExp]>([
    ['no body', { path: '/input' }, 422, /content/],
    ['a body that is not JSON', { path: '/input', body: '{"content":' }, 400, /not valid/],
    [
      'a body of another type',
      { path: '/input', body: '<a/>', headers: { 'content-type': 'text/xml' } },
      415,
      /application\/json/,
    ],
    [
      'a body that is too large',
      { path: '/input', body: JSON.stringify({ content: 'x'.repeat(2_000_000) }) },
      413,
      /too large/,
    ],
    ['a wrong type', { path: '/input', body: '{"content":7}' }, 422, /content.*string/s],
    ['an empty content', { path: '/input', body: '{"content":""}' }, 422, /content/],
    ['metadata that is not an object', { path: '/input', body: '{"content":"a","metadata":[]}' }, 422, /metadata/],
    ['an unknown route', { path: '/nowhere', method: 'GET' }, 404, /Not Found/],
    ['a method that the route does not have', { path: '/input', method: 'DELETE' }, 405, /Method Not Allowed/],
    ['no token', { path: '/auth/verify', method: 'GET', headers: { authorization: '' } }, 401, /Authorization/],
    [
      'an invalid token',
      { path: '/auth/verify', method: 'GET', headers: { authorization: 'Bearer x.y.z' } },
      401,
      /token/,
    ],
    ['a wrong password', { path: '/auth/login', body: '{"username":"nobody","password":"x"}' }, 401, /./],
    ['no credentials', { path: '/auth/login', body: '{}' }, 422, /username/],
    [
      'no internal token',
      { service: 'memory', path: '/tool/get_history', body: '{"user_id":"a"}', headers: { authorization: '' } },
      401,
      /Authorization/,
    ],
    [
      "the user's own token between services",
      { service: 'memory', path: '/tool/get_history', body: '{"user_id":"a"}' },
      401,
      /token/,
    ],
  ])('%s is answered with its status and message', async (_, request, status, message) => {
    const answer = await attempt(request);
    expect(answer).toMatchObject({ status, type: expect.stringContaining('application/problem+json') });
    expect(answer.text).toMatch(message);
    expect(answer.text).not.toMatch(/node_modules|\.ts:\d|at .*\(/);
  });

  async function internalToken(userId: string, audience: string, issuer = 'core-api'): Promise<Record<string, string>> {
    const tokens = createTokenIssuer({ secret: under.internalSecret, issuer });
    return { authorization: `Bearer ${await tokens.issue(userId, audience)}` };
  }

  test.each([
    ['memory', 'memory-service', '/tool/get_history'],
    ['memory', 'memory-service', '/tool/store_input'],
    ['cognition', 'cognition-service', '/tool/get_context'],
  ] as const)('%s refuses a user id that is not the subject of the token', async (service, audience, path) => {
    const body = JSON.stringify({ user_id: 'ada', input_id: 'i-1', content: 'text' });
    const answer = await attempt({ service, path, body, headers: await internalToken('eve', audience) });
    expect(answer.status).toBe(403);
  });

  test('a token for one service does not open another', async () => {
    const headers = await internalToken('ada', 'cognition-service');
    const answer = await attempt({ service: 'memory', path: '/tool/get_history', body: '{"user_id":"ada"}', headers });
    expect(answer.status).toBe(401);
  });

  test('a token of an issuer that may not call the service is refused', async () => {
    const headers = await internalToken('ada', 'cognition-service', 'memory-service');
    const answer = await attempt({ service: 'cognition', path: '/tool/get_context', body: '{}', headers });
    expect(answer.status).toBe(401);
  });

  test.each([
    ['no JSON', '{"jsonrpc":', 400, -32700],
    ['no JSON-RPC', '{"hello":"there"}', 400, -32600],
  ])('an MCP message that is %s gets a JSON-RPC error', async (_, body, status, code) => {
    const accept = { accept: 'application/json, text/event-stream' };
    const headers = { ...(await internalToken('ada', 'memory-service')), ...accept };
    const answer = await attempt({ service: 'memory', path: '/mcp', body, headers });
    expect(answer.status).toBe(status);
    expect(JSON.parse(answer.text)).toMatchObject({ error: { code } });
  });

  test('MCP is refused to a page of another origin', async () => {
    const headers = { ...(await internalToken('ada', 'memory-service')), origin: 'https://attacker.example' };
    expect((await attempt({ service: 'memory', path: '/mcp', body: '{}', headers })).status).toBe(403);
  });

  test('repeated failures to log in are delayed with 429 and Retry-After', async () => {
    const guess = () =>
      fetch(`${under.platform.urls.coreApi}/auth/login`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ username: 'guessed@example.com', password: 'wrong' }),
      });
    // All at once, so that no delay is over before the last of them.
    const answers = await Promise.all(Array.from({ length: 12 }, guess));
    const heldUp = answers.filter(({ status }) => status === 429);
    expect(heldUp.length).toBeGreaterThan(0);
    for (const { headers } of heldUp) expect(Number(headers.get('retry-after'))).toBeGreaterThan(0);
  });

  test.each(['application/json', 'application/x-protobuf'])(
    'malformed OTLP of %s is an error of its sender, whatever its bytes are',
    async (type) => {
      const response = await fetch(`${under.platform.urls.collector}/v1/traces`, {
        method: 'POST',
        headers: { 'content-type': type },
        body: Buffer.from('{"resourceSpans":\xff}', 'latin1'),
      });
      expect({ status: response.status, text: await response.text() }).toEqual({
        status: 400,
        text: expect.stringMatching(/./),
      });
    },
  );

  test.each([
    ['application/json', 400],
    ['application/x-protobuf', 400],
    ['text/plain', 415],
  ])('so is OTLP of %s with an unknown encoding', async (type, status) => {
    for (const encoding of ['x', '\xff']) {
      const head = ['POST /v1/traces HTTP/1.1', 'Host: 127.0.0.1', `Content-Type: ${type}`, 'Content-Length: 1'];
      const request = [...head, `Content-Encoding: ${encoding}`, 'Connection: close', '', '{'].join('\r\n');
      expect(await sendRaw(under.platform.urls.collector, Buffer.from(request, 'latin1'))).toMatchObject({ status });
    }
  });

  test('an unsupported version of HTTP is answered as an error of the client, at every port', async () => {
    const { fluentForward: _, collectorGrpc: _grpc, ...urls } = under.platform.urls;
    const answers = Object.entries(urls).map(async ([name, url]) => {
      const { status } = await sendRaw(url, Buffer.from('GET / HTTP/3.0\r\nHost: 127.0.0.1\r\n\r\n'));
      return [name, status] as const;
    });
    // Node answers 400. Go answers 505, which RFC 9110 defines for this: it is no failure of the server, and does not appear in the alerts.
    const [node, go] = [400, 505];
    expect(Object.fromEntries(await Promise.all(answers))).toEqual({
      console: node,
      coreApi: node,
      memory: node,
      cognition: node,
      profiles: node,
      collector: go,
      jaeger: go,
      prometheus: go,
      logs: go,
      alertmanager: go,
    });
  });

  test('afterwards the platform works as before', async () => {
    const client = new CoreApiClient(under.platform.urls.coreApi, AbortSignal.timeout(60_000));
    await client.login(under.user);
    expect(await client.sendInput('still here', 'e2e')).toMatchObject({ status: expect.any(String) });
  });
}
