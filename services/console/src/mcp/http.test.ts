import type { StartedService } from '@cortex/runtime';
import { Client, StreamableHTTPClientTransport } from '@modelcontextprotocol/client';
import { startConsole } from '../app.ts';
import { VARIABLES } from '../backends/backends.ts';

/** URLs on which nothing listens, because these tests need no stack. */
const NOWHERE = Object.fromEntries(Object.values(VARIABLES).map((variable) => [variable, 'http://127.0.0.1:1']));
const INVALID_PARAMS = -32602;

let started: StartedService;

beforeAll(async () => {
  started = await startConsole(() => ({ PORT: '0', LOG_LEVEL: 'silent', ...NOWHERE }));
});

afterAll(() => started.stop());

async function connected(mode: 'auto' | 'legacy'): Promise<Client> {
  const client = new Client({ name: 'agent', version: '1' }, { versionNegotiation: { mode } });
  await client.connect(new StreamableHTTPClientTransport(new URL(`${started.url}/mcp`)));
  return client;
}

describe.each([
  ['auto', '2026-07-28'],
  ['legacy', '2025-11-25'],
] as const)('a client in mode %s', (mode, revision) => {
  let client: Client;

  beforeAll(async () => {
    client = await connected(mode);
  });

  afterAll(() => client.close());

  test(`speaks ${revision}, and gets instructions on how to begin`, () => {
    expect(client.getNegotiatedProtocolVersion()).toBe(revision);
    expect(client.getServerVersion()).toMatchObject({ name: 'cortex-console' });
    expect(client.getInstructions()).toContain('whats_wrong');
  });

  test('finds tools, prompts and the template of the resources', async () => {
    const { tools } = await client.listTools();
    expect(tools.map(({ name }) => name)).toEqual(expect.arrayContaining(['whats_wrong', 'explain_trace', 'profile']));
    expect((await client.listPrompts()).prompts).toHaveLength(2);
    expect((await client.listResourceTemplates()).resourceTemplates).toMatchObject([{ uriTemplate: 'trace://{id}' }]);
  });

  test('gets a prompt with its arguments filled in', async () => {
    const { messages } = await client.getPrompt({ name: 'review-a-release', arguments: { since: '2h' } });
    expect(messages).toMatchObject([
      { role: 'user', content: { type: 'text', text: expect.stringContaining('2h ago') } },
    ]);
  });

  test('learns which backend is away, and what to do', async () => {
    const { isError, content } = await client.callTool({ name: 'find_traces', arguments: {} });
    expect(isError).toBe(true);
    expect(content).toMatchObject([
      { text: expect.stringMatching(/^Jaeger at .* npm start.*CORTEX_CONSOLE_JAEGER_URL/s) },
    ]);
    const { structuredContent } = await client.callTool({ name: 'whats_wrong', arguments: {} });
    expect(structuredContent).toMatchObject({
      link: `${started.url}/`,
      verdict: expect.stringMatching(/^Jaeger could not be reached: it is unknown which requests failed or were slow/),
      away: expect.arrayContaining([expect.any(String)]),
    });
  });

  test.each([
    ['an unknown tool', () => client.callTool({ name: 'drop_everything' }), INVALID_PARAMS],
    ['an unknown prompt', () => client.getPrompt({ name: 'invented' }), INVALID_PARAMS],
    ['a prompt without a required argument', () => client.getPrompt({ name: 'review-a-release' }), INVALID_PARAMS],
  ])('%s is an error of the protocol', async (_, ask, code) => {
    await expect(ask()).rejects.toMatchObject({ code });
  });

  test('an invalid resource is refused with the reason', async () => {
    await expect(client.readResource({ uri: 'trace://xyz' })).rejects.toMatchObject({
      code: INVALID_PARAMS,
      message: expect.stringMatching(/expected a trace id of 32 hexadecimal digits/),
    });
    await expect(client.readResource({ uri: 'file:///etc/passwd' })).rejects.toThrow();
  });
});

/** Posts a message as a client of an earlier revision does. */
function post(body: string, headers: Record<string, string> = {}): Promise<Response> {
  const accept = 'application/json, text/event-stream';
  return fetch(`${started.url}/mcp`, {
    method: 'POST',
    body,
    headers: { 'content-type': 'application/json', accept, ...headers },
  });
}

test.each(['2024-11-05', '2025-03-26', '2025-06-18', '2025-11-25'])(
  'answers a client of %s in its revision',
  async (revision) => {
    const params = { protocolVersion: revision, capabilities: {}, clientInfo: { name: 'old', version: '1' } };
    const answer = await post(JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'initialize', params }));
    expect(await answer.text()).toContain(`"protocolVersion":"${revision}"`);
  },
);

test.each([
  ['nothing', '', 400],
  ['garbage', '{"jsonrpc":', 400],
  ['what is not a message', '{"a":1}', 400],
  ['more than the limit', `"${'x'.repeat(2 ** 20)}"`, 413],
])('refuses %s', async (_, body, status) => {
  expect((await post(body)).status).toBe(status);
});

test('answers that a method does not exist', async () => {
  const answer = await post(JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'traces/delete' }));
  expect(await answer.text()).toContain('"code":-32601');
});
