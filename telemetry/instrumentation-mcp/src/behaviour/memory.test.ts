import { cpSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { copyMinified } from '../fixtures/minified.ts';
import { type Emitted, type EmittedSpan, outline, runFixture } from '../fixtures/run.ts';

const MODULES = join(import.meta.dirname, '../../../../node_modules');
const COPIES = join(MODULES, `.cache/mcp-copies-${process.pid}`);
/** The oldest supported v1, under its own package name. */
const OLDEST = join(COPIES, 'node_modules/@modelcontextprotocol');
/** Both SDKs, minified as in a bundle. */
const MINIFIED = join(COPIES, 'minified');

beforeAll(async () => {
  cpSync(join(MODULES, 'mcp-sdk-oldest'), join(OLDEST, 'sdk'), { recursive: true });
  await copyMinified(MINIFIED);
});

afterAll(() => rmSync(COPIES, { recursive: true }));

const SDKS: [string, string[]][] = [
  ['v1, newest, ESM', ['v1', 'esm']],
  ['v1, newest, CommonJS', ['v1', 'cjs']],
  ['v1, oldest, ESM', ['v1', 'esm', OLDEST]],
  ['v1, oldest, CommonJS', ['v1', 'cjs', OLDEST]],
  ['v1, newest, minified', ['v1', 'esm', MINIFIED]],
  ['v2, ESM', ['v2', 'esm']],
  ['v2, minified', ['v2', 'esm', MINIFIED]],
  ['v2, CommonJS', ['v2', 'cjs']],
];

describe.each(SDKS)('an in-memory client and server of %s', (_, args) => {
  let emitted: Emitted;

  beforeAll(async () => {
    emitted = await runFixture('memory.ts', ...args);
  });

  const spansOf = (name: string, kind: EmittedSpan['kind']) =>
    emitted.spans.filter((span) => span.name === name && span.kind === kind);

  test('work as without instrumentation', () => {
    expect(emitted.outcomes).toMatchObject({
      echo: 'done',
      complete: 'done',
      subscribe: 'done',
      ask: 'done',
      'ask with progress': 'done',
      progress: 'done',
      baggage: 'done',
    });
    expect(emitted.faults).toEqual([]);
  });

  test.each([
    ['initialize', 'connect'],
    ['notifications/initialized', 'connect'],
    ['tools/call echo', 'echo'],
    ['tools/list', 'list'],
    ['resources/read', 'read'],
    ['prompts/get greet', 'prompt'],
    ['ping', 'ping'],
    ['resources/templates/list', 'unknown method'],
    ['completion/complete greet', 'complete'],
    ['resources/subscribe', 'subscribe'],
    ['notifications/cancelled', 'time-out'],
  ])('give %s a client span below the caller and a server span below that', (name, caller) => {
    expect(outline(emitted)).toEqual(
      expect.arrayContaining([`CLIENT ${name} < INTERNAL ${caller}`, `SERVER ${name} < CLIENT ${name}`]),
    );
  });

  test.each([
    ['sampling/createMessage', 'tools/call ask'],
    ['roots/list', 'tools/call ask'],
    ['notifications/message', 'tools/call tell'],
    ['notifications/progress', 'tools/call progress'],
    ['notifications/resources/updated', 'tools/call update'],
    ['notifications/cancelled', 'tools/call ask in vain'],
    ['notifications/progress', 'sampling/createMessage'],
  ])('give %s, sent by a handler, spans below the span of the handler', (name, handler) => {
    expect(outline(emitted)).toEqual(
      expect.arrayContaining([`CLIENT ${name} < SERVER ${handler}`, `SERVER ${name} < CLIENT ${name}`]),
    );
  });

  // The oldest v1 has no elicitation.
  const testOfNewest = args.includes(OLDEST) ? test.skip : test;
  testOfNewest('give an elicitation spans below the span of the handler', () => {
    expect(outline(emitted)).toEqual(
      expect.arrayContaining([
        'CLIENT elicitation/create < SERVER tools/call elicit',
        'SERVER elicitation/create < CLIENT elicitation/create',
      ]),
    );
  });

  test('end every span that they start, once', () => {
    const ids = emitted.spans.map(({ spanId }) => spanId);
    expect(new Set(ids).size).toBe(emitted.started);
    expect(ids).toHaveLength(emitted.started);
  });

  test('describe a tool call as the conventions require', () => {
    const attributes = {
      'mcp.method.name': 'tools/call',
      'gen_ai.tool.name': 'echo',
      'gen_ai.operation.name': 'execute_tool',
      'mcp.protocol.version': expect.stringMatching(/^\d{4}-\d\d-\d\d$/),
      'jsonrpc.request.id': '1',
      'gen_ai.tool.call.arguments': { text: 'hello', secret: '***' },
    };
    for (const kind of ['CLIENT', 'SERVER'] as const) {
      expect(spansOf('tools/call echo', kind)[0]).toMatchObject({ attributes, status: 'UNSET', links: [] });
    }
  });

  test('record on both sides the names that the programs give themselves', () => {
    const client = { 'cortex.mcp.client.name': 'client', 'cortex.mcp.client.version': '1.0.0' };
    const server = { 'cortex.mcp.server.name': 'server', 'cortex.mcp.server.version': '1.0.0' };
    for (const kind of ['CLIENT', 'SERVER'] as const)
      for (const name of ['initialize', 'tools/call echo', 'sampling/createMessage'])
        expect(spansOf(name, kind)[0]?.attributes).toMatchObject({ ...client, ...server });
    for (const [side, peer] of [
      ['client', server],
      ['server', client],
    ] as const)
      for (const what of ['operation', 'session'])
        expect(
          emitted.metrics.find(({ name }) => name === `mcp.${side}.${what}.duration`)?.points[0]?.attributes,
        ).toMatchObject(peer);
  });

  test('record the conversation and agent in the baggage, cut at a limit', () => {
    for (const kind of ['CLIENT', 'SERVER'] as const) {
      const [plain, inConversation] = spansOf('tools/call echo', kind);
      expect(inConversation?.attributes).toMatchObject({
        'gen_ai.conversation.id': 'conversation',
        'gen_ai.agent.id': 'a'.repeat(200),
      });
      expect(plain?.attributes).not.toHaveProperty(['gen_ai.conversation.id']);
    }
  });

  test('state the schema of the conventions', () => {
    expect(spansOf('tools/call echo', 'SERVER')[0]?.schemaUrl).toMatch(/^https:\/\/opentelemetry\.io\/schemas\//);
  });

  test('show samplers the method and what it acts on', () => {
    for (const kind of ['CLIENT', 'SERVER']) {
      expect(emitted.atStart).toMatchObject({
        [`${kind} ping`]: { 'mcp.method.name': 'ping' },
        [`${kind} tools/call echo`]: { 'mcp.method.name': 'tools/call', 'gen_ai.tool.name': 'echo' },
        [`${kind} prompts/get greet`]: { 'mcp.method.name': 'prompts/get', 'gen_ai.prompt.name': 'greet' },
      });
    }
  });

  test('record no result of a tool that reports a failure', () => {
    for (const kind of ['CLIENT', 'SERVER'] as const) {
      expect(spansOf('tools/call report an error', kind)[0]?.attributes).not.toHaveProperty([
        'gen_ai.tool.call.result',
      ]);
    }
  });

  test('name the prompt whose argument is completed', () => {
    for (const kind of ['CLIENT', 'SERVER'] as const) {
      expect(spansOf('completion/complete greet', kind)[0]?.attributes).toMatchObject({
        'gen_ai.prompt.name': 'greet',
      });
    }
  });

  test('cut payloads at the limit', () => {
    const result = spansOf('tools/call echo', 'SERVER')[0]?.attributes['gen_ai.tool.call.result'];
    expect(result).toBe('{"content":[{"type":"text","text":"hello"}]}'.slice(0, 40));
  });

  test.each(['resources/read', 'resources/subscribe', 'notifications/resources/updated'])(
    'name the resource of %s on both sides, without confidential parts of its URI',
    (name) => {
      for (const kind of ['CLIENT', 'SERVER'] as const) {
        expect(spansOf(name, kind)[0]?.attributes).toMatchObject({ 'mcp.resource.uri': 'memory://one' });
      }
    },
  );

  test('run handlers inside the server span', () => {
    const inside = spansOf('inside the handler', 'INTERNAL')[0];
    expect(inside?.parentSpanId).toBe(spansOf('tools/call echo', 'SERVER')[0]?.spanId);
  });

  test('propagate the baggage of its own call, and no other, to the handler', () => {
    const tenants = spansOf('inside the handler', 'INTERNAL').map(({ attributes }) => attributes.tenant);
    expect(tenants).toEqual([undefined, 'acme']);
  });

  test.each([
    ['tools/call report an error', 'tool_error', 'tool_error'],
    ['tools/call throw', '-32603', '-32603'],
    ['tools/call _OTHER', '-32602', undefined],
    ['resources/templates/list', '-32601', undefined],
  ])('end %s as failed on the client (%s) and on the server (%s)', (name, client, server) => {
    expect(spansOf(name, 'CLIENT')[0]).toMatchObject({ status: 'ERROR', attributes: { 'error.type': client } });
    const received = spansOf(name, 'SERVER')[0];
    expect(received?.attributes['error.type']).toBe(server);
    expect(received?.status).toBe(server === undefined ? 'UNSET' : 'ERROR');
  });

  test('record the JSON-RPC code of an answer on both sides, even if it is not an error on the server', () => {
    for (const kind of ['CLIENT', 'SERVER'] as const) {
      expect(spansOf('resources/templates/list', kind)[0]?.attributes).toMatchObject({
        'rpc.response.status_code': '-32601',
      });
    }
  });

  test('end unanswered calls as timed out, cancelled or disconnected', () => {
    const errors = (name: string, kind: EmittedSpan['kind']) =>
      spansOf(name, kind).map(({ status, attributes }) => `${status} ${attributes['error.type']}`);
    expect(errors('tools/call hang', 'CLIENT')).toEqual(['ERROR timeout', 'ERROR connection_closed']);
    expect(errors('tools/call hang', 'SERVER')).toEqual(['UNSET cancelled', 'UNSET connection_closed']);
    expect(errors('tools/call hang until aborted', 'CLIENT')).toEqual(['ERROR cancelled']);
    expect(errors('tools/call hang until aborted', 'SERVER')).toEqual(['UNSET cancelled']);
    expect(errors('sampling/createMessage', 'CLIENT')).toContain('ERROR timeout');
    expect(errors('sampling/createMessage', 'SERVER')).toContain('UNSET cancelled');
  });

  test('measure operations and sessions in seconds, in the buckets of the conventions', () => {
    const boundaries = [0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 30, 60, 120, 300];
    for (const side of ['client', 'server']) {
      for (const what of ['operation', 'session']) {
        const metric = emitted.metrics.find(({ name }) => name === `mcp.${side}.${what}.duration`);
        expect(metric).toMatchObject({ unit: 's', boundaries });
      }
    }
  });

  test.each(['client', 'server'])('record the agreed revision, even if the %s measures initialize', (side) => {
    const { points = [] } = emitted.metrics.find(({ name }) => name === `mcp.${side}.operation.duration`) ?? {};
    const first = points.filter(({ attributes }) => attributes['mcp.method.name'] === 'initialize');
    expect(first).toMatchObject([{ count: 1, attributes: { 'mcp.protocol.version': expect.any(String) } }]);
  });

  test('count a failed operation separately, by its error', () => {
    const { points = [] } = emitted.metrics.find(({ name }) => name === 'mcp.server.operation.duration') ?? {};
    const failed = points.find(({ attributes }) => attributes['gen_ai.tool.name'] === 'report an error');
    expect(failed).toMatchObject({ count: 1, attributes: { 'error.type': 'tool_error' } });
  });
});
