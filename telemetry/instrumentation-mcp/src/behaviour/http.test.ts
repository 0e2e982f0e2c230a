import { traceMatchers } from '@cortex/trace-testing';
import { type Emitted, type EmittedSpan, outline, runFixture, traceOf } from '../fixtures/run.ts';

expect.extend(traceMatchers);

let emitted: Emitted;

const find = (name: string, kind: EmittedSpan['kind']) =>
  emitted.spans.find((span) => span.name === name && span.kind === kind) as EmittedSpan;
const byId = (id: string | undefined) => emitted.spans.find(({ spanId }) => spanId === id);

describe.each([
  ['v1', 'sse'],
  ['v1', 'json'],
  ['v2', 'sse'],
  ['v2', 'json'],
])('a %s session over HTTP with answers as %s', (...args) => {
  beforeAll(async () => {
    emitted = await runFixture('http-session.ts', ...args);
  });

  test('puts the server span below the client span and links it to the HTTP span, which stays below the client span', () => {
    const client = find('tools/call echo', 'CLIENT');
    const server = find('tools/call echo', 'SERVER');
    expect(server.parentSpanId).toBe(client.spanId);
    const httpServer = byId(server.links[0]);
    expect(httpServer).toMatchObject({ name: 'POST', kind: 'SERVER' });
    const httpClient = byId(httpServer?.parentSpanId);
    expect(httpClient).toMatchObject({ name: 'POST', kind: 'CLIENT', parentSpanId: client.spanId });
  });

  test('gives the request the same id on both sides', () => {
    const requestId = find('tools/call echo', 'CLIENT').attributes['jsonrpc.request.id'];
    expect(requestId).toMatch(/^\d+$/);
    expect(find('tools/call echo', 'SERVER').attributes['jsonrpc.request.id']).toBe(requestId);
  });

  test('records session, transport and peer', () => {
    const session = {
      'mcp.session.id': emitted.sessionId,
      'network.transport': 'tcp',
      'network.protocol.name': 'http',
    };
    const address = { 'server.address': '127.0.0.1', 'server.port': expect.any(Number) };
    expect(find('tools/call echo', 'CLIENT').attributes).toMatchObject({ ...session, ...address });
    const caller = { 'client.address': '127.0.0.1', 'client.port': expect.any(Number) };
    expect(find('tools/call echo', 'SERVER').attributes).toMatchObject({ ...session, ...caller });
    expect(find('initialize', 'CLIENT').attributes).toMatchObject({ ...session, 'mcp.protocol.version': '2025-11-25' });
  });

  test('records the names of client and server', () => {
    const programs = { 'cortex.mcp.client.name': 'client', 'cortex.mcp.server.name': 'server' };
    for (const kind of ['CLIENT', 'SERVER'] as const)
      for (const name of ['initialize', 'tools/call echo']) expect(find(name, kind).attributes).toMatchObject(programs);
  });

  test('keeps session ids, which are unbounded, out of the metrics', () => {
    const keys = emitted.metrics.flatMap(({ points }) => points.flatMap(({ attributes }) => Object.keys(attributes)));
    expect(keys).not.toContain('mcp.session.id');
  });

  test('does not give messages on the GET stream the context in which it was opened', () => {
    const received = find('notifications/message', 'SERVER');
    expect(byId(received.parentSpanId)).toMatchObject({ name: 'notifications/message', kind: 'CLIENT' });
    expect(received.links).toEqual([]);
    expect(find('notifications/tools/list_changed', 'SERVER')).toMatchObject({ links: [] });
    expect(find('notifications/tools/list_changed', 'SERVER').parentSpanId).toBeUndefined();
  });

  test('gives requests to the client, which arrive on the GET stream, spans below the handler that sends them', () => {
    expect(outline(emitted)).toEqual(
      expect.arrayContaining([
        'CLIENT sampling/createMessage < SERVER tools/call ask',
        'SERVER sampling/createMessage < CLIENT sampling/createMessage',
        'SERVER roots/list < CLIENT roots/list',
      ]),
    );
    expect(find('sampling/createMessage', 'SERVER').links).toEqual([]);
  });

  test('falls back to the HTTP context when the message has none', () => {
    const server = find('tools/list', 'SERVER');
    expect(byId(server.parentSpanId)).toMatchObject({ name: 'POST', kind: 'SERVER' });
    expect(server.links).toEqual([]);
  });

  test('measures one session on each side', () => {
    for (const name of ['mcp.client.session.duration', 'mcp.server.session.duration']) {
      expect(emitted.metrics.find((metric) => metric.name === name)?.points).toMatchObject([{ count: 1 }]);
    }
  });

  test('ends every span that it starts', () => {
    expect(emitted.spans).toHaveLength(emitted.started);
    expect(emitted.faults).toEqual([]);
  });
});

describe.each([
  ['v1', 'sse'],
  ['v1', 'json'],
  ['v2', 'sse'],
  ['v2', 'json'],
])('a %s server without sessions over HTTP with answers as %s', (...args) => {
  beforeAll(async () => {
    emitted = await runFixture('http-stateless.ts', ...args);
  });

  test('records a call as one connected trace', () => {
    const attributes = {
      'mcp.protocol.version': '2025-11-25',
      'network.transport': 'tcp',
      'mcp.session.id': undefined,
    };
    expect(traceOf(emitted, 'echo')).toEqualTrace({
      name: 'echo',
      children: [
        {
          name: 'tools/call echo',
          kind: 'CLIENT',
          attributes,
          children: [
            {
              name: 'tools/call echo',
              kind: 'SERVER',
              attributes,
              links: [{ name: 'POST', kind: 'SERVER' }],
              children: [{ name: 'inside the handler' }],
            },
            { name: 'POST', kind: 'CLIENT', children: [{ name: 'POST', kind: 'SERVER' }] },
          ],
        },
      ],
    });
  });

  test('records the names only on the client: the server is new for each request, which does not name the client', () => {
    const programs = { 'cortex.mcp.client.name': 'client', 'cortex.mcp.server.name': 'server' };
    expect(find('tools/call echo', 'CLIENT').attributes).toMatchObject(programs);
    expect(find('initialize', 'SERVER').attributes).toMatchObject(programs);
    expect(Object.keys(find('tools/call echo', 'SERVER').attributes).join()).not.toContain('cortex.mcp');
  });

  test('distinguishes failures and successes', () => {
    expect(find('completion/complete x', 'SERVER').status).toBe('UNSET');
    for (const kind of ['CLIENT', 'SERVER'] as const) {
      expect(find('tools/call throw', kind)).toMatchObject({
        status: 'ERROR',
        attributes: { 'error.type': '-32603', 'rpc.response.status_code': '-32603' },
      });
    }
  });

  test('does not measure sessions on the server, which has none', () => {
    const measured = emitted.metrics.map(({ name }) => name).filter((name) => name.endsWith('session.duration'));
    expect(measured).toEqual(['mcp.client.session.duration']);
  });

  test('ends every span that it starts', () => {
    expect(emitted.spans).toHaveLength(emitted.started);
    expect(emitted.faults).toEqual([]);
  });
});

describe.each(['esm', 'cjs'])('revision 2026-07-28 over HTTP (%s)', (format) => {
  beforeAll(async () => {
    emitted = await runFixture('http-modern.ts', format);
  });

  test('traces the probe for the revision', () => {
    expect(outline(emitted)).toEqual(
      expect.arrayContaining([
        'CLIENT server/discover < INTERNAL connect',
        'SERVER server/discover < CLIENT server/discover',
      ]),
    );
    expect(find('server/discover', 'SERVER').attributes).toMatchObject({ 'mcp.protocol.version': '2026-07-28' });
  });

  test.each(['tools/call echo', 'server/discover'])(
    'records for %s the names of client and server, which are in each message',
    (name) => {
      const client = { 'cortex.mcp.client.name': 'client', 'cortex.mcp.client.version': '1.0.0' };
      const server = { 'cortex.mcp.server.name': 'server', 'cortex.mcp.server.version': '1.0.0' };
      for (const kind of ['CLIENT', 'SERVER'] as const)
        expect(find(name, kind).attributes).toMatchObject({ ...client, ...server });
      const points = (side: string) =>
        emitted.metrics
          .find((metric) => metric.name === `mcp.${side}.operation.duration`)
          ?.points.filter(({ attributes }) => attributes['gen_ai.tool.name'] === 'echo')
          .map(({ attributes }) => attributes);
      expect(points('client')).toMatchObject([server]);
      expect(points('server')).toMatchObject([client]);
    },
  );

  test.each(['tools/call echo', 'server/discover'])('ends the answered %s without an error on either side', (name) => {
    for (const kind of ['CLIENT', 'SERVER'] as const) {
      expect(find(name, kind)).toMatchObject({
        status: 'UNSET',
        attributes: expect.not.objectContaining({ 'error.type': expect.anything() }),
      });
    }
  });

  test('covers all rounds of a call that requires input with the span of the first', () => {
    const deploys = emitted.spans.filter(({ name }) => name === 'tools/call deploy');
    const whole = deploys.find(({ parentSpanId }) => byId(parentSpanId)?.name === 'deploy');
    const below = deploys.filter(({ parentSpanId }) => parentSpanId === whole?.spanId).map(({ kind }) => kind);
    expect(below.sort()).toEqual(['CLIENT', 'SERVER']);
    expect(deploys.filter(({ kind }) => kind === 'SERVER')).toHaveLength(2);
  });

  test('gives an input request a server span, as the request that it replaces had', () => {
    const elicitation = find('elicitation/create', 'SERVER');
    expect(byId(elicitation.parentSpanId)).toMatchObject({ name: 'tools/call deploy', kind: 'CLIENT' });
    expect(find('inside the elicitation', 'INTERNAL').parentSpanId).toBe(elicitation.spanId);
  });

  test('ends both spans of a subscription when it is acknowledged', () => {
    const attributes = {
      'mcp.protocol.version': '2026-07-28',
      'jsonrpc.request.id': expect.stringContaining('listen'),
    };
    const acknowledged = { name: 'notifications/subscriptions/acknowledged', kind: 'SERVER' as const };
    expect(traceOf(emitted, 'listen')).toContainTrace({
      name: 'listen',
      children: [
        {
          name: 'subscriptions/listen',
          kind: 'CLIENT',
          status: 'UNSET',
          attributes,
          children: [
            {
              name: 'subscriptions/listen',
              kind: 'SERVER',
              status: 'UNSET',
              attributes: { ...attributes, 'client.address': '127.0.0.1' },
              links: [{ name: 'POST', kind: 'SERVER' }],
            },
            acknowledged,
          ],
        },
      ],
    });
  });

  test('ends both spans of a refused subscription with the code of the refusal', () => {
    const refused = { status: 'ERROR' as const, attributes: { 'rpc.response.status_code': '-32603' } };
    expect(traceOf(emitted, 'listen in vain')).toContainTrace({
      name: 'subscriptions/listen',
      kind: 'CLIENT',
      ...refused,
      children: [{ name: 'subscriptions/listen', kind: 'SERVER', ...refused }],
    });
  });

  test('gives the changes of a subscription over HTTP a trace of their own, because the SDK sends them without context', () => {
    expect(find('notifications/tools/list_changed', 'SERVER')).toMatchObject({ links: [] });
    expect(find('notifications/tools/list_changed', 'SERVER').parentSpanId).toBeUndefined();
  });

  test('propagates baggage to the handler', () => {
    expect(emitted.seen).toEqual(['acme']);
  });

  test('ends every span that it starts', () => {
    expect(emitted.spans).toHaveLength(emitted.started);
    expect(emitted.faults).toEqual([]);
  });
});
