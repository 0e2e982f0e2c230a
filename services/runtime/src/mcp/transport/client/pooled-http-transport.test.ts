import type { RequestListener, ServerResponse } from 'node:http';
import { json } from 'node:stream/consumers';
import { type Client, SdkHttpError } from '@modelcontextprotocol/client';
import { toNodeHandler } from '@modelcontextprotocol/node';
import { type CreateMcpHandlerOptions, createMcpHandler } from '@modelcontextprotocol/server';
import { connectV2 } from '../testing/clients.ts';
import { type Listening, listen } from '../testing/listen.ts';
import { sessionServerV1, statelessServerV1 } from '../testing/servers-v1.ts';
import { createTools, Happenings } from '../testing/tools.ts';
import { PooledHTTPClientTransport, type PooledHTTPClientTransportOptions } from './pooled-http-transport.ts';

let server: Listening;
let client: Client | undefined;

afterEach(async () => {
  await client?.close();
  client = undefined;
  await server.stop();
});

async function connect(listener: RequestListener, options?: PooledHTTPClientTransportOptions): Promise<Client> {
  server = await listen(listener);
  client = await connectV2(new PooledHTTPClientTransport(server.url, options), 'auto');
  return client;
}

function stockV2(happenings: Happenings, options: CreateMcpHandlerOptions = {}): RequestListener {
  const createServer = createTools(happenings);
  return toNodeHandler(createMcpHandler(() => createServer(), options)) as RequestListener;
}

async function callTool(tool: string, name: string, signal?: AbortSignal) {
  const told: unknown[] = [];
  const onprogress = ({ message }: { message?: string | undefined }) => void told.push(message);
  const options = { onprogress, timeout: 5_000, ...(signal && { signal }) };
  const { content } = (await client?.callTool({ name: tool, arguments: { name } }, options)) ?? {};
  return { text: (content as { text: string }[])[0]?.text, told };
}

describe.each<[string, string, (happenings: Happenings) => RequestListener]>([
  ['a stock v2 server', '2026-07-28', stockV2],
  [
    'a stock v2 server that answers with streams',
    '2026-07-28',
    (happenings) => stockV2(happenings, { responseMode: 'sse' }),
  ],
  ['a stock v1 server with sessions', '2025-11-25', sessionServerV1],
  ['a stock v1 server without sessions, answering as JSON', '2025-11-25', statelessServerV1],
])('from %s', (kind, revision, listenerOf) => {
  let happenings: Happenings;

  beforeEach(async () => {
    happenings = new Happenings();
    await connect(listenerOf(happenings));
  });

  test(`speaks ${revision}, gets results, failures and errors`, async () => {
    expect(client?.getNegotiatedProtocolVersion()).toBe(revision);
    expect((await callTool('echo', 'hello')).text).toBe('hello');
    const failure = await client?.callTool({ name: 'fail', arguments: { name: 'a' } });
    expect(failure).toMatchObject({ isError: true, content: [{ text: 'it failed' }] });
    await expect(client?.request({ method: 'prompts/get', params: { name: 'none' } })).rejects.toMatchObject({
      code: expect.any(Number),
    });
  });

  test('gets the progress of each of many calls', async () => {
    const names = Array.from({ length: 25 }, (_, index) => `${index}`);
    const counted = await Promise.all(names.map((name) => callTool('count', name)));
    const told = (name: string) => (kind.includes('JSON') ? [] : [name, name, name]);
    expect(counted).toEqual(names.map((name) => ({ text: name, told: told(name) })));
  });

  test('aborts a call', async () => {
    const caller = new AbortController();
    const call = expect(callTool('wait', 'a', caller.signal)).rejects.toThrow();
    await happenings.until('a waits');
    caller.abort('enough');
    await call;
    if (!kind.includes('without sessions')) await happenings.until('a was given up');
    happenings.note('a may go');
    expect((await callTool('echo', 'b')).text).toBe('b');
  });

  test('notices when the server breaks off in the middle of a call', async () => {
    const call = expect(callTool('wait', 'a')).rejects.toThrow();
    await happenings.until('a waits');
    await server.stop();
    await call;
    server = await listen(() => undefined);
  });
});

test('calls do not wait for the connections of streams that stay open', async () => {
  const subscribable = createMcpHandler(() => createTools(new Happenings())());
  await connect(toNodeHandler(subscribable) as RequestListener, { limits: { connections: 1 } });
  const subscriptions = [];
  for (let opened = 0; opened < 2; opened += 1) {
    subscriptions.push(await client?.listen({ toolsListChanged: true }));
  }
  expect((await callTool('echo', 'hello')).text).toBe('hello');
  for (const subscription of subscriptions) await subscription?.close();
});

/** A server that answers `server/discover` properly, and everything else as the test wants. */
function odd(answer: (response: ServerResponse, id: unknown) => void): RequestListener {
  const discover = stockV2(new Happenings());
  return async (request, response) => {
    if (request.headers['mcp-method'] === 'server/discover') return discover(request, response);
    const { id } = (await json(request)) as { id: unknown };
    answer(response, id);
  };
}

function asJson(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}

describe('a server that answers', () => {
  test.each<[string, (response: ServerResponse, id: unknown) => void, object]>([
    [
      'no JSON',
      (response) => response.writeHead(200, { 'content-type': 'application/json' }).end('{'),
      { name: 'SyntaxError' },
    ],
    [
      'a page',
      (response) => response.writeHead(200, { 'content-type': 'text/html' }).end('<p>'),
      { code: 'CLIENT_HTTP_UNEXPECTED_CONTENT' },
    ],
    [
      'another request',
      (response) => asJson(response, 200, { jsonrpc: '2.0', id: 'other', result: {} }),
      { message: expect.stringContaining('the answer to request') },
    ],
    ['no message', (response) => asJson(response, 200, { hello: 1 }), { name: 'ZodError' }],
    ['nothing', (response) => response.writeHead(202).end(), { data: { status: 202 } }],
    [
      'a refusal',
      (response, id) => asJson(response, 404, { jsonrpc: '2.0', id, error: { code: -32601, message: 'no' } }),
      { code: -32601 },
    ],
    ['an error page', (response) => response.writeHead(502).end('bad gateway'), { data: { status: 502 } }],
    ['a redirect', (response) => response.writeHead(307, { location: '/elsewhere' }).end(), { data: { status: 307 } }],
    [
      'a stream that ends too early',
      (response) => response.writeHead(200, { 'content-type': 'text/event-stream' }).end(': nothing\n\n'),
      { message: expect.stringContaining('ended before the result') },
    ],
  ])('%s makes the call fail at once', async (_, answer, error) => {
    await connect(odd(answer));
    await expect(callTool('echo', 'a')).rejects.toMatchObject(error);
  });

  test('in pieces is understood', async () => {
    await connect(
      odd((response, id) => {
        const message = JSON.stringify({
          jsonrpc: '2.0',
          id,
          result: { resultType: 'complete', content: [{ type: 'text', text: 'größe' }] },
        });
        const bytes = Buffer.from(`event: message\r\ndata: ${message}\r\n\r\n`);
        response.writeHead(200, { 'content-type': 'text/event-stream; charset=utf-8' });
        const cut = bytes.indexOf('ö') + 1;
        response.write(bytes.subarray(0, cut));
        setImmediate(() => response.end(bytes.subarray(cut)));
      }),
    );
    expect((await callTool('echo', 'a')).text).toBe('größe');
  });
});

test('a refused request fails with its status', async () => {
  const connecting = connect((_, response) => response.writeHead(401).end('no token'));
  await expect(connecting).rejects.toMatchObject({ data: { status: 401 } });
  await expect(connecting).rejects.toBeInstanceOf(SdkHttpError);
});

test('a token is requested for each HTTP request', async () => {
  const tokens = ['first', 'second'];
  const came: unknown[] = [];
  const serve = stockV2(new Happenings());
  await connect(
    (request, response) => {
      came.push(request.headers.authorization);
      serve(request, response);
    },
    { token: async () => tokens.shift() },
  );
  await callTool('echo', 'a');
  await callTool('echo', 'a');
  expect(came).toEqual(['Bearer first', 'Bearer second', undefined]);
});

describe('connections', () => {
  test('are bounded in number, and reused', async () => {
    const happenings = new Happenings();
    const handle = stockV2(happenings);
    const sockets = new Set<unknown>();
    await connect(
      (request, response) => {
        sockets.add(request.socket);
        handle(request, response);
      },
      { limits: { connections: 2 } },
    );
    await Promise.all(Array.from({ length: 20 }, (_, index) => callTool('echo', `${index}`)));
    expect(sockets.size).toBe(2);
  });

  test('that do not become free in time make a call fail', async () => {
    const happenings = new Happenings();
    await connect(stockV2(happenings), {
      limits: { connections: 1, queueTimeoutMilliseconds: 50 },
    });
    const first = callTool('wait', 'a');
    await happenings.until('a waits');
    await expect(callTool('echo', 'b')).rejects.toThrow('none of the 1 connections was free within 50 ms');
    happenings.note('a may go');
    expect((await first).text).toBe('a waited');
  });

  test('on which nothing arrives in time make a call fail', async () => {
    await connect(
      odd(() => undefined),
      { limits: { readTimeoutMilliseconds: 50 } },
    );
    await expect(callTool('echo', 'a')).rejects.toThrow(/timeout/i);
  });

  test('are closed with the client, and the calls under way on them fail', async () => {
    const happenings = new Happenings();
    await connect(stockV2(happenings));
    const call = expect(callTool('wait', 'a')).rejects.toThrow(/closed/i);
    await happenings.until('a waits');
    await client?.close();
    await call;
    await happenings.until('a was given up');
  });
});
