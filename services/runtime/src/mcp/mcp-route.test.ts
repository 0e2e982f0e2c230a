import { request } from 'node:http';
import { text } from 'node:stream/consumers';
import { Client, StreamableHTTPClientTransport } from '@modelcontextprotocol/client';
import { Client as ClientV1 } from '@modelcontextprotocol/sdk/client/index.js';
import { StreamableHTTPClientTransport as TransportV1 } from '@modelcontextprotocol/sdk/client/streamableHttp.js';
import { z } from 'zod';
import { createTokenIssuer } from '../auth/internal-token.ts';
import { BODY_LIMIT_BYTES, bearer, NAME, SECRET, startTestService, type TestService } from '../testing/test-service.ts';
import { broken, busy, double, numbers } from '../testing/test-tools.ts';
import { defineTool } from './tool.ts';

const PARSE_ERROR = -32700;
const INVALID_REQUEST = -32600;
const METHOD_NOT_FOUND = -32601;
const INVALID_PARAMS = -32602;

let service: TestService;

beforeAll(async () => {
  service = await startTestService({ tools: [double, busy, broken], resources: [numbers] });
});

afterAll(() => service.stop());

interface PostOptions {
  body: string;
  headers?: Record<string, string>;
}

async function post({ body, headers = {} }: PostOptions): Promise<Response> {
  return fetch(`${service.url}/mcp`, {
    method: 'POST',
    body,
    headers: {
      'content-type': 'application/json',
      accept: 'application/json, text/event-stream',
      ...(await bearer('alice')),
      ...headers,
    },
  });
}

/** Sends a request of a revision before 2026-07-28, which is answered as one server-sent event. */
async function callRaw(method: string, params: Record<string, unknown> = {}): Promise<Record<string, unknown>> {
  const response = await post({ body: JSON.stringify({ jsonrpc: '2.0', id: 1, method, params }) });
  expect(response.status).toBe(200);
  return JSON.parse((await response.text()).split('data: ')[1] ?? '');
}

async function connectedClient(mode: 'auto' | 'legacy'): Promise<Client> {
  const client = new Client({ name: 'test', version: '1' }, { versionNegotiation: { mode } });
  const requestInit = { headers: await bearer('alice') };
  await client.connect(new StreamableHTTPClientTransport(new URL(`${service.url}/mcp`), { requestInit }));
  return client;
}

describe.each([
  ['auto', '2026-07-28'],
  ['legacy', '2025-11-25'],
] as const)('a stock client in mode %s', (mode, revision) => {
  let client: Client;

  beforeAll(async () => {
    client = await connectedClient(mode);
  });

  afterAll(() => client.close());

  test(`speaks ${revision}`, () => {
    expect(client.getNegotiatedProtocolVersion()).toBe(revision);
  });

  test('finds the tools with their schemas', async () => {
    const { tools } = await client.listTools();
    expect(tools.map(({ name }) => name)).toEqual(['double', 'busy', 'broken']);
    expect(tools[0]?.inputSchema).toMatchObject({ properties: { n: { type: 'number' } }, required: ['user_id'] });
  });

  test('gets structured output', async () => {
    const result = await client.callTool({ name: 'double', arguments: { user_id: 'alice', n: 21 } });
    expect(result.structuredContent).toEqual({ user_id: 'alice', doubled: 42 });
  });

  test('gets the output also as text, unless it declares that it does not read it', async () => {
    const call = { name: 'double', arguments: { user_id: 'alice', n: 21 } };
    const { content } = await client.callTool(call);
    expect(content).toEqual([{ type: 'text', text: '{"user_id":"alice","doubled":42}' }]);
    const lean = await client.callTool({ ...call, _meta: { 'cortex.dev/structured-only': true } });
    expect(lean).toMatchObject({ content: [], structuredContent: { user_id: 'alice', doubled: 42 } });
  });

  test.each([
    ['wrong input', 'double', { n: 'x' }, 422, /user_id: expected a string, came nothing; n: expected a number/],
    ['the id of another user', 'double', { user_id: 'bob' }, 403, /not the subject/],
    ['an application error', 'busy', {}, 503, /^Busy$/],
    ['a fault', 'broken', {}, 500, /^The service failed to answer/],
  ])('gets %s as an error result', async (_, name, args, status, detail) => {
    const result = await client.callTool({ name, arguments: args });
    expect(result).toMatchObject({ isError: true, _meta: { 'cortex.dev/problem': { status } } });
    expect(result.content).toEqual([{ type: 'text', text: expect.stringMatching(detail) }]);
    expect(JSON.stringify(result)).not.toContain('hunter2');
  });

  test('reads a resource with a query', async () => {
    const { contents } = await client.readResource({ uri: 'numbers://alice?limit=2' });
    expect(contents).toMatchObject([{ mimeType: 'application/json', text: '{"user_id":"alice","items":[0,1]}' }]);
  });

  test('may not read the resource of another user', async () => {
    const data = { status: 403 };
    await expect(client.readResource({ uri: 'numbers://bob' })).rejects.toMatchObject({ data });
  });
});

test('a v1 client that knows the output schemas gets the error itself', async () => {
  const client = new ClientV1({ name: 'test', version: '1' });
  const requestInit = { headers: await bearer('alice') };
  const transport = new TransportV1(new URL(`${service.url}/mcp`), { requestInit });
  await client.connect(transport as Parameters<ClientV1['connect']>[0]);
  const { tools } = await client.listTools();
  const errors = await Promise.all(tools.map(({ name }) => client.callTool({ name, arguments: {} })));
  await client.close();
  expect(errors.map(({ isError, content }) => ({ isError, content }))).toEqual([
    { isError: true, content: [{ type: 'text', text: expect.stringMatching(/user_id: expected a string/) }] },
    { isError: true, content: [{ type: 'text', text: 'Busy' }] },
    { isError: true, content: [{ type: 'text', text: expect.stringMatching(/^The service failed to answer/) }] },
  ]);
});

test('an unexpected error of a tool is logged with its cause', async () => {
  await callRaw('tools/call', { name: 'broken', arguments: {} });
  expect(service.lines).toContainEqual(
    expect.objectContaining({
      level: 50,
      err: expect.objectContaining({ message: expect.stringContaining('hunter2') }),
    }),
  );
});

test('a foreseen failure of a tool is logged without a stack', async () => {
  await callRaw('tools/call', { name: 'busy', arguments: {} });
  const [logged] = service.lines.filter(({ cause }) => cause === 'Busy');
  expect(logged).toMatchObject({ level: 40, status: 503, request_id: expect.any(String) });
  expect(JSON.stringify(logged)).not.toContain('test-tools');
});

describe('malformed messages', () => {
  test.each([
    ['no body', '', PARSE_ERROR],
    ['invalid JSON', '{"jsonrpc":', PARSE_ERROR],
    ['no JSON-RPC', '{"a":1}', INVALID_REQUEST],
    ['an empty batch', '[]', INVALID_REQUEST],
  ])('%s is a JSON-RPC error with 400', async (_, body, code) => {
    const response = await post({ body });
    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({ jsonrpc: '2.0', id: null, error: { code } });
  });

  test('an unknown method is a JSON-RPC error', async () => {
    expect(await callRaw('tools/invent')).toMatchObject({ id: 1, error: { code: METHOD_NOT_FOUND } });
  });

  test.each(['numbers://%zz', 'numbers://a%', 'numbers://%c0%80'])(
    '%s is answered as invalid params, and not logged as an error',
    async (uri) => {
      const logged = service.lines.length;
      const answer = await callRaw('resources/read', { uri });
      expect(answer).toMatchObject({
        error: { code: INVALID_PARAMS, message: expect.stringContaining('percent-encoded') },
      });
      expect(service.lines.slice(logged).filter(({ level }) => Number(level) > 30)).toEqual([]);
    },
  );

  test('a message over the limit is refused', async () => {
    expect((await post({ body: `"${'x'.repeat(BODY_LIMIT_BYTES)}"` })).status).toBe(413);
  });
});

describe('authentication', () => {
  const foreignAudience = () => createTokenIssuer({ secret: SECRET, issuer: 'tests' }).issue('alice', 'other-service');
  const foreignKey = () => createTokenIssuer({ secret: SECRET.toUpperCase(), issuer: 'tests' }).issue('alice', NAME);

  test.each([
    ['no token', async () => '', 'Bearer'],
    ['no JWT', async () => 'Bearer abc', 'Bearer error="invalid_token"'],
    ['a token for another service', async () => `Bearer ${await foreignAudience()}`, 'Bearer error="invalid_token"'],
    ['a token with another signature', async () => `Bearer ${await foreignKey()}`, 'Bearer error="invalid_token"'],
  ])('%s is answered 401', async (_, authorization, challenge) => {
    for (const path of ['/mcp', '/tool/double']) {
      const headers = { authorization: await authorization(), 'content-type': 'application/json' };
      const response = await fetch(service.url + path, { method: 'POST', body: '{}', headers });
      expect(response.status).toBe(401);
      expect(response.headers.get('www-authenticate')).toContain(challenge);
      expect(response.headers.get('content-type')).toMatch(/^application\/problem\+json/);
    }
  });

  test('a page of another origin is answered 403', async () => {
    expect((await post({ body: '{}', headers: { origin: 'https://evil.example' } })).status).toBe(403);
    expect((await post({ body: '{}', headers: { origin: 'null' } })).status).toBe(403);
  });

  test('another host name, which may have been rebound to this machine, is answered 403', async () => {
    const { status, body } = await postTo(service.url, 'evil.example');
    expect(status).toBe(403);
    expect(JSON.parse(body)).toMatchObject({ detail: expect.stringMatching(/^This Host is not served here/) });
  });

  test.each(['localhost:99999', '127.0.0.1.:1', 'a..localhost', '999.localhost'])(
    'Host %s is not answered as a failure of the service',
    async (host) => {
      const logged = service.lines.length;
      expect((await postTo(service.url, host)).status).toBeLessThan(500);
      expect(service.lines.slice(logged).filter(({ level }) => Number(level) > 30)).toEqual([]);
    },
  );

  test('an allowed host name is accepted, with and without a port', async () => {
    const config = { host: '127.0.0.1', port: 0, bodyLimitBytes: BODY_LIMIT_BYTES, stopTimeoutMilliseconds: 5_000 };
    const named = await startTestService({ tools: [double], config: { ...config, allowedHosts: ['memory'] } });
    const answers = await Promise.all(['memory', 'memory:9000', 'memory.evil'].map((host) => postTo(named.url, host)));
    await named.stop();
    expect(answers.map(({ status }) => status === 403)).toEqual([false, false, true]);
  });
});

/** Unlike `fetch`, lets a test choose the Host. */
async function postTo(url: string, host: string): Promise<{ status: number | undefined; body: string }> {
  const headers = { ...(await bearer('alice')), host };
  const outgoing = request(`${url}/mcp`, { method: 'POST', headers });
  const answer = Promise.withResolvers<{ status: number | undefined; body: string }>();
  outgoing.on('response', async (response) =>
    answer.resolve({ status: response.statusCode, body: await text(response) }),
  );
  outgoing.end('{}');
  return answer.promise;
}

/** Opens a stream of notifications. */
async function subscribe(url: string, named = 'subscriptions/listen'): Promise<Response> {
  const method = 'subscriptions/listen';
  return fetch(`${url}/mcp`, {
    method: 'POST',
    headers: {
      ...(await bearer('alice')),
      'content-type': 'application/json',
      accept: 'application/json, text/event-stream',
      'mcp-protocol-version': '2026-07-28',
      'mcp-method': named,
    },
    body: JSON.stringify({
      jsonrpc: '2.0',
      id: 1,
      method,
      params: {
        notifications: { toolsListChanged: true },
        _meta: {
          'io.modelcontextprotocol/protocolVersion': '2026-07-28',
          'io.modelcontextprotocol/clientInfo': { name: 'raw', version: '1' },
          'io.modelcontextprotocol/clientCapabilities': {},
        },
      },
    }),
  });
}

test('a stream of notifications ends when the token of its reader expires, with the reason', async () => {
  const expiresAt = Date.now() / 1000 + 0.2;
  await using brief = await startTestService({
    tools: [double],
    internalAuth: async () => ({ subject: 'alice', expiresAt }),
  });
  const response = await subscribe(brief.url);
  expect(response.headers.get('content-type')).toMatch(/^text\/event-stream/);
  expect(await response.text()).toMatch(/\n\n: the token has expired: ask again with a new one\n\n$/);
});

test('streams of notifications and of resources are bounded, for each user and in all', async () => {
  const config = { host: '127.0.0.1', port: 0, bodyLimitBytes: BODY_LIMIT_BYTES, stopTimeoutMilliseconds: 5_000 };
  await using bounded = await startTestService({
    config: { ...config, streams: { maxStreamsPerUser: 1, maxStreams: 1 } },
    tools: [double],
    resources: [numbers],
  });
  const stream = async (user: string) => {
    const headers = { ...(await bearer(user)), accept: 'text/event-stream' };
    return fetch(`${bounded.url}/resource/numbers/${user}`, { headers });
  };
  const taken = await subscribe(bounded.url);
  const answers = [await subscribe(bounded.url), await stream('alice'), await stream('bob')];
  expect(answers.map(({ status }) => status)).toEqual([429, 429, 503]);
  for (const { headers } of answers) expect(headers.get('retry-after')).toBe('5');
  // The bound is applied by this header, which the SDK compares with the message.
  for (const named of ['', 'tools/list']) expect((await subscribe(bounded.url, named)).status).toBe(400);
  await taken.body?.cancel();
  let status = 503;
  while (status === 503) ({ status } = await stream('bob'));
  expect(status).toBe(200);
});

test('a client that leaves its call is logged as 499, and its tool is aborted', async () => {
  const [begun, left] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
  const hang = defineTool({
    name: 'hang',
    description: 'Waits until its caller leaves',
    input: z.object({}),
    output: z.object({}),
    handler: async (_, { signal }) => {
      signal.addEventListener('abort', () => left.resolve());
      begun.resolve();
      await left.promise;
      return {};
    },
  });
  await using hanging = await startTestService({ tools: [hang] });
  const client = new Client({ name: 'test', version: '1' }, { versionNegotiation: { mode: 'auto' } });
  const requestInit = { headers: await bearer('alice') };
  await client.connect(new StreamableHTTPClientTransport(new URL(`${hanging.url}/mcp`), { requestInit }));
  const leave = new AbortController();
  const called = client.callTool({ name: 'hang' }, { signal: leave.signal });
  await begun.promise;
  leave.abort();
  await expect(called).rejects.toThrow();
  await left.promise;
  await client.close();
  await hanging.stop();
  const done = hanging.lines.filter(({ msg, status }) => msg === 'request done' && status !== 200);
  expect(done).toEqual([expect.objectContaining({ method: 'POST', route: '/mcp', status: 499, level: 30 })]);
  expect(hanging.lines.filter(({ level }) => Number(level) >= 50)).toEqual([]);
});
