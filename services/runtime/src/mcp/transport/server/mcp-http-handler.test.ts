import { once } from 'node:events';
import { request } from 'node:http';
import { json } from 'node:stream/consumers';
import { type AnyClient, CLIENTS } from '../testing/clients.ts';
import { type Listening, listen } from '../testing/listen.ts';
import { createTools, Happenings } from '../testing/tools.ts';
import { mcpHttpHandler } from './mcp-http-handler.ts';

const BODY_LIMIT_BYTES = 10_000;

let happenings: Happenings;
let server: Listening;
let faults: Error[];

beforeEach(async () => {
  happenings = new Happenings();
  faults = [];
  server = await listen(
    mcpHttpHandler({
      createServer: createTools(happenings),
      bodyLimitBytes: BODY_LIMIT_BYTES,
      onRefusal: () => undefined,
      onFailure: (error) => faults.push(error),
    }),
  );
});

afterEach(async () => {
  happenings.emit('silence');
  await server.stop();
  expect(faults).toEqual([]);
});

async function withClient(kind: string, use: (client: AnyClient) => Promise<void>): Promise<void> {
  const client = await connect(kind);
  await use(client).finally(() => client.close());
}

function connect(kind: string): Promise<AnyClient> {
  const connectKind = CLIENTS[kind];
  if (connectKind === undefined) throw new Error(`no client "${kind}"`);
  return connectKind(server.url);
}

interface Counted {
  text: unknown;
  told: (string | undefined)[];
}

async function callTool(client: AnyClient, tool: string, name: string): Promise<Counted> {
  const told: (string | undefined)[] = [];
  const onprogress = ({ message }: { message?: string }) => told.push(message);
  const result = await client.callTool({ name: tool, arguments: { name } }, { onprogress } as never);
  return { text: (result.content as { text: string }[])[0]?.text, told };
}

const KINDS = Object.keys(CLIENTS);

describe.each(KINDS)('%s', (kind) => {
  test('calls tools, and gets their failures and errors for unknown ones', () =>
    withClient(kind, async (client) => {
      expect((await callTool(client, 'echo', 'hello')).text).toBe('hello');
      expect(await client.getPrompt({ name: 'größe' })).toMatchObject({
        messages: [{ content: { text: 'wie groß?' } }],
      });
      const failure = await client.callTool({ name: 'fail', arguments: { name: 'a' } });
      expect(failure).toMatchObject({ isError: true, content: [{ text: 'it failed' }] });
      await expect(client.callTool({ name: 'none' })).rejects.toMatchObject({ code: -32602 });
      const { tools } = await client.listTools();
      expect(tools.map(({ name }) => name)).toContain('echo');
    }));

  test('gets the progress of its call before the result', () =>
    withClient(kind, async (client) => {
      expect(await callTool(client, 'count', 'a')).toEqual({ text: 'a', told: ['a', 'a', 'a'] });
    }));

  test('aborts a call, and goes on with others', () =>
    withClient(kind, async (client) => {
      const caller = new AbortController();
      const call = client.callTool({ name: 'wait', arguments: { name: 'a' } }, { signal: caller.signal } as never);
      const refused = expect(call).rejects.toThrow();
      await happenings.until('a waits');
      caller.abort('enough');
      await refused;
      await happenings.until('a was given up');
      happenings.note('a may go');
      expect((await callTool(client, 'echo', 'b')).text).toBe('b');
    }));

  test('fails when the server breaks off in the middle of a call', () =>
    withClient(kind, async (client) => {
      const call = expect(
        client.callTool({ name: 'wait', arguments: { name: 'a' } }, { timeout: 1_000 } as never),
      ).rejects.toThrow();
      await happenings.until('a waits');
      await server.stop();
      await call;
      server = await listen(() => undefined);
    }));
});

test('a tool can ask for input in several rounds', () =>
  withClient('our client', async (client) => {
    expect((await callTool(client, 'ask', 'a')).text).toBe('a was sure');
  }));

describe('concurrent clients of both eras, whose requests have the same ids', () => {
  let clients: AnyClient[];

  beforeEach(async () => {
    clients = await Promise.all([...KINDS, ...KINDS].map(connect));
  });

  afterEach(() => Promise.all(clients.map((client) => client.close())));

  test('each get their own results and progress', async () => {
    const calls = Array.from({ length: 5 }, (_, round) =>
      clients.map((client, index) => callTool(client, 'count', `${index}/${round}`)),
    ).flat();
    for (const { text, told } of await Promise.all(calls)) expect(told).toEqual([text, text, text]);
  });

  test('abort only their own calls', async () => {
    const caller = new AbortController();
    const givesUp = (index: number) => index < KINDS.length;
    const names = clients.map((_, index) => `${index}`);
    const calls = clients.map((client, index) => {
      const options = givesUp(index) ? { signal: caller.signal } : {};
      return client.callTool({ name: 'wait', arguments: { name: `${index}` } }, options as never);
    });
    const settled = Promise.allSettled(calls);
    await Promise.all(names.map((name) => happenings.until(`${name} waits`)));
    caller.abort('enough');
    await Promise.all(names.slice(0, KINDS.length).map((name) => happenings.until(`${name} was given up`)));
    for (const name of names) happenings.note(`${name} may go`);
    const outcomes = (await settled).map(({ status }) => status);
    expect(outcomes).toEqual(names.map((_, index) => (givesUp(index) ? 'rejected' : 'fulfilled')));
    expect(names.slice(KINDS.length).filter((name) => happenings.has(`${name} was given up`))).toEqual([]);
  });
});

const META = {
  'io.modelcontextprotocol/protocolVersion': '2026-07-28',
  'io.modelcontextprotocol/clientInfo': { name: 'raw', version: '1' },
  'io.modelcontextprotocol/clientCapabilities': {},
};

interface Raw {
  method?: string;
  params?: Record<string, unknown>;
  headers?: Record<string, string>;
}

/** Sends a request of revision 2026-07-28, built by hand. */
function post({ method = 'tools/call', params = {}, headers = {} }: Raw = {}): Promise<Response> {
  const call = { name: 'echo', arguments: { name: 'a' }, _meta: META, ...params };
  return send(JSON.stringify({ jsonrpc: '2.0', id: 'one', method, params: call }), {
    'mcp-protocol-version': '2026-07-28',
    'mcp-method': method,
    'mcp-name': 'echo',
    ...headers,
  });
}

function send(body: string, headers: Record<string, string> = {}): Promise<Response> {
  const accept = 'application/json, text/event-stream';
  return fetch(server.url, {
    method: 'POST',
    body,
    headers: { 'content-type': 'application/json', accept, ...headers },
  });
}

describe('a session of an earlier revision', () => {
  const initialize = {
    protocolVersion: '2025-11-25',
    capabilities: {},
    clientInfo: { name: 'raw', version: '1' },
  };

  beforeEach(async () => {
    await server.stop();
    const serve = mcpHttpHandler({
      createServer: createTools(happenings),
      bodyLimitBytes: BODY_LIMIT_BYTES,
      onRefusal: () => undefined,
      onFailure: (error) => faults.push(error),
    });
    server = await listen((incoming, response) => {
      const auth = { token: '', clientId: String(incoming.headers['x-user']), scopes: [] };
      void serve(Object.assign(incoming, { auth }), response);
    });
  });

  async function sessionOf(user: string): Promise<string> {
    const body = JSON.stringify({ jsonrpc: '2.0', id: 0, method: 'initialize', params: initialize });
    const response = await send(body, { 'x-user': user });
    await response.text();
    return response.headers.get('mcp-session-id') ?? '';
  }

  function say(message: object, user: string, session: string): Promise<Response> {
    const headers = { 'x-user': user, 'mcp-session-id': session, 'mcp-protocol-version': '2025-11-25' };
    return send(JSON.stringify({ jsonrpc: '2.0', ...message }), headers);
  }

  test('belongs to the user who opened it: another user can neither cancel its calls nor call in it', async () => {
    const session = await sessionOf('ada');
    const call = { id: 1, method: 'tools/call', params: { name: 'wait', arguments: { name: 'a' } } };
    const answer = say(call, 'ada', session);
    await happenings.until('a waits');
    const cancel = { method: 'notifications/cancelled', params: { requestId: 1 } };
    expect((await say(cancel, 'eve', session)).status).toBe(404);
    const listing = await say({ id: 7, method: 'tools/list' }, 'eve', session);
    expect([listing.status, await listing.json()]).toEqual([
      404,
      { jsonrpc: '2.0', id: 7, error: { code: -32001, message: expect.stringContaining('no such session') } },
    ]);
    happenings.note('a may go');
    expect(await (await answer).text()).toContain('a waited');
    expect(happenings.has('a was given up')).toBe(false);
  });

  test('that does not exist is answered like that of another user', async () => {
    const body = { id: 7, method: 'tools/list' };
    const [invented, foreign] = [await say(body, 'eve', 'invented'), await say(body, 'eve', await sessionOf('ada'))];
    expect([invented.status, await invented.json()]).toEqual([foreign.status, await foreign.json()]);
  });
});

test('failing to create a server is a failure of the service', async () => {
  await server.stop();
  const failures: Error[] = [];
  const createServer = () => {
    throw new Error('no server today');
  };
  const ignored = () => undefined;
  const onFailure = (error: Error) => failures.push(error);
  server = await listen(
    mcpHttpHandler({ createServer, bodyLimitBytes: BODY_LIMIT_BYTES, onRefusal: ignored, onFailure }),
  );
  const response = await post();
  expect(response.status).toBe(500);
  expect(await response.json()).toMatchObject({ id: 'one', error: { code: -32603 } });
  expect(failures).toMatchObject([{ message: 'no server today' }]);
});

describe('a request made by hand', () => {
  test('is answered as JSON, with its own id', async () => {
    const response = await post();
    expect(response.headers.get('content-type')).toBe('application/json');
    expect(await response.json()).toMatchObject({ jsonrpc: '2.0', id: 'one', result: { content: [{ text: 'a' }] } });
  });

  test.each<[string, Raw, number, number]>([
    ['an unknown method', { method: 'tools/invent' }, 404, -32601],
    ['another method in the header', { headers: { 'mcp-method': 'tools/list' } }, 400, -32020],
    ['another tool in the header', { headers: { 'mcp-name': 'fail' } }, 400, -32020],
    ['another revision in the header', { headers: { 'mcp-protocol-version': '2025-11-25' } }, 400, -32020],
    [
      'an envelope without capabilities',
      { params: { _meta: { ...META, 'io.modelcontextprotocol/clientCapabilities': 1 } } },
      400,
      -32602,
    ],
    [
      'a future revision',
      {
        params: { _meta: { ...META, 'io.modelcontextprotocol/protocolVersion': '2099-01-01' } },
        headers: { 'mcp-protocol-version': '2099-01-01' },
      },
      400,
      -32022,
    ],
  ])('with %s is refused', async (_, raw, status, code) => {
    const response = await post(raw);
    expect(response.status).toBe(status);
    expect(await response.json()).toMatchObject({ jsonrpc: '2.0', id: 'one', error: { code } });
  });

  test('with null for its client is refused, even after one without', async () => {
    const { 'io.modelcontextprotocol/clientInfo': _, ...nameless } = META;
    expect((await post({ params: { _meta: nameless } })).status).toBe(200);
    const response = await post({ params: { _meta: { ...META, 'io.modelcontextprotocol/clientInfo': null } } });
    expect(response.status).toBe(400);
  });

  test('with a name in the encoding for headers is served', async () => {
    const name = `=?base64?${Buffer.from('echo').toString('base64')}?=`;
    const response = await post({ headers: { 'mcp-name': name } });
    expect(await response.json()).toMatchObject({ result: { content: [{ text: 'a' }] } });
  });

  test('gets an error when the result cannot be converted to JSON', async () => {
    const response = await post({ params: { name: 'unspeakable' }, headers: { 'mcp-name': 'unspeakable' } });
    expect(await response.json()).toMatchObject({ id: 'one', error: { code: -32603 } });
    expect(await (await post()).json()).toMatchObject({ result: { content: [{ text: 'a' }] } });
  });

  test('receives nothing of another request whose tool goes on sending after its result', async () => {
    const _meta = { ...META, progressToken: 1 };
    await (await post({ params: { name: 'talk', _meta }, headers: { 'mcp-name': 'talk' } })).text();
    const wait = { name: 'wait', arguments: { name: 'b' }, _meta };
    const answer = post({ params: wait, headers: { 'mcp-name': 'wait' } });
    await happenings.until('b waits');
    await once(happenings, 'a spoke');
    await once(happenings, 'a spoke');
    happenings.note('b may go');
    expect((await answer).headers.get('content-type')).toBe('application/json');
  });

  test('discovers the server', async () => {
    const response = await post({ method: 'server/discover' });
    expect(await response.json()).toMatchObject({
      result: { supportedVersions: ['2026-07-28'], capabilities: { tools: {} } },
    });
  });

  test.each([
    ['invalid JSON', '{"jsonrpc":', 400, -32700],
    ['no message', '', 400, -32700],
    ['no JSON-RPC', '{"a":1}', 400, -32600],
    ['an empty batch', '[]', 400, -32600],
    ['too much', `"${'x'.repeat(BODY_LIMIT_BYTES)}"`, 413, -32000],
  ])('with %s is refused', async (_, body, status, code) => {
    const response = await send(body, { 'mcp-protocol-version': '2026-07-28' });
    expect(response.status).toBe(status);
    expect(await response.json()).toMatchObject({ jsonrpc: '2.0', id: null, error: { code } });
  });

  test('with too large a body of unknown length is refused before its end', async () => {
    const endless = request(server.url, { method: 'POST', headers: { 'content-type': 'application/json' } });
    const answered = new Promise((resolve) => endless.once('response', resolve));
    endless.write('x'.repeat(BODY_LIMIT_BYTES + 1));
    const response = (await answered) as import('node:http').IncomingMessage;
    expect(response.statusCode).toBe(413);
    expect(await json(response)).toMatchObject({ error: { code: -32000 } });
    endless.destroy();
  });

  test('that breaks off is dropped without a failure', async () => {
    await server.stop();
    const ignored = () => undefined;
    const serve = mcpHttpHandler({
      createServer: createTools(happenings),
      bodyLimitBytes: BODY_LIMIT_BYTES,
      onRefusal: ignored,
      onFailure: (error) => faults.push(error),
    });
    const served = Promise.withResolvers<void>();
    server = await listen((incoming, response) => {
      incoming.once('data', () => broken.destroy());
      serve(incoming, response).then(served.resolve, served.reject);
    });
    const broken = request(server.url, { method: 'POST', headers: { 'content-length': 100 } });
    broken.on('error', ignored).write('{"jsonrpc":');
    await served.promise;
  });

  test('of another type is refused', async () => {
    expect((await post({ headers: { 'content-type': 'text/plain' } })).status).toBe(415);
  });

  test.each(['GET', 'DELETE'])('by %s is refused: there are no sessions', async (method) => {
    const response = await fetch(server.url, { method, headers: { accept: 'text/event-stream' } });
    expect(response.status).toBe(405);
    expect(response.headers.get('allow')).toBe('POST');
  });
});
