import { runFixture } from '../fixtures/run.ts';

describe.each(['v1', 'v2'])('with %s', (sdk) => {
  // Text that is being sent when its connection closes never reaches the other side.
  test.each([
    ['memory', 6000],
    ['text', 3000],
  ])('every span of thousands of mixed calls ends once (joined by %s)', async (joint, least) => {
    const { started, spans, faults } = await runFixture('mixed.ts', sdk, '3000', joint);
    expect(started).toBeGreaterThan(least);
    expect(spans).toHaveLength(started);
    expect(new Set(spans.map(({ spanId }) => spanId)).size).toBe(started);
    expect(faults).toEqual([]);
  });

  test('faults in telemetry do not affect the application, and disabling restores the original methods', async () => {
    const { answers, changed, marked, own, faults } = await runFixture('faults.ts', sdk);
    expect(new Set(answers as string[])).toEqual(new Set(['{"content":[{"type":"text","text":"hello"}]}']));
    expect(faults.length).toBeGreaterThan(0);
    expect(changed).toContain('onRequest');
    expect(marked).toEqual([]);
    expect(own).toEqual([false, false]);
  });

  test('names that peers make up become one on both sides, and the names that the server has stay', async () => {
    const { spans, started, metrics, faults } = await runFixture('invented.ts', sdk, '500');
    for (const [side, times] of [
      ['CLIENT', 1],
      ['SERVER', 2],
    ] as const) {
      const names = spans.filter(({ kind }) => kind === side).map(({ name }) => name);
      const counts = Object.groupBy(names, (name) => name);
      expect(counts['tools/call _OTHER']).toHaveLength(500);
      expect(counts['prompts/get _OTHER']).toHaveLength(500);
      expect(counts._OTHER).toHaveLength(times * 500);
      expect(counts['tools/call echo']).toHaveLength(2);
      expect(counts['prompts/get greet']).toHaveLength(1);
      expect(Object.keys(counts).length).toBeLessThan(15);
    }
    expect(metrics.flatMap(({ points }) => points).length).toBeLessThan(60);
    const attributes = spans.map((span) => ({ ...span.attributes, 'jsonrpc.request.id': '' }));
    expect(JSON.stringify([attributes, metrics])).not.toContain('invented');
    expect(spans).toHaveLength(started);
    expect(faults).toEqual([]);
  });

  test("the configured propagator writes the context into a copy of the caller's parameters", async () => {
    const { given, seen, spans, started, faults } = await runFixture('propagator.ts', sdk);
    const [client, server] = (['CLIENT', 'SERVER'] as const).map((kind) =>
      spans.find((span) => span.name === 'tools/call meta' && span.kind === kind),
    );
    expect(server).toMatchObject({ traceId: client?.traceId, parentSpanId: client?.spanId });
    expect(given).toEqual({ name: 'meta', _meta: { own: 'kept', progressToken: 7 } });
    expect(seen).toEqual({ own: 'kept', progressToken: 7, 'x-trace': `${client?.traceId}/${client?.spanId}` });
    expect(spans).toHaveLength(started);
    expect(faults).toEqual([]);
  });

  test('the span of a request whose answer cannot be made or sent ends with that error', async () => {
    const { started, spans, faults } = await runFixture('unanswerable.ts', sdk);
    const errorOf = (name: string) =>
      spans.find((span) => span.name === name && span.kind === 'SERVER')?.attributes['error.type'];
    expect(errorOf('tools/call throw nothing')).toBe('dropped');
    expect(errorOf('tools/call answer what is not JSON')).toBe('TypeError');
    expect(spans).toHaveLength(started);
    expect(faults).toEqual([]);
  });

  test('a value that is not a message passes through a transport as without instrumentation', async () => {
    const plain = await runFixture('no-messages.ts', sdk, 'plain');
    const { answers, faults } = await runFixture('no-messages.ts', sdk, 'instrumented');
    expect(answers).toEqual(plain.answers);
    expect(plain.answers).toContain('sent undefined');
    expect(faults).toEqual([]);
  });

  test('calls that are running when it is disabled end their spans, and patches of others do not double any', async () => {
    const { often, started, spans, faults } = await runFixture('disabling.ts', sdk);
    const outcomes = (name: string) =>
      spans
        .filter((span) => span.name === name)
        .map(({ kind, status, attributes }) => `${kind} ${status} ${attributes['error.type']}`)
        .toSorted();
    const failed = (side: string) =>
      ['cancelled', 'connection_closed', 'connection_closed'].map((type) => `${side} ${type}`);
    // A client that disconnects is not an error of the server.
    expect(outcomes('tools/call hang')).toEqual([...failed('CLIENT ERROR'), ...failed('SERVER UNSET')]);
    expect(often).toEqual({ messages: [] });
    for (const name of ['tools/call echo', 'tools/call ask', 'ping', 'tools/list']) {
      expect(outcomes(name)).toEqual(['CLIENT UNSET undefined', 'SERVER UNSET undefined']);
    }
    expect(spans).toHaveLength(started);
    expect(faults).toEqual([]);
  });
});

test("v2's HTTP entry answers malformed subscription requests as without instrumentation", async () => {
  const plain = await runFixture('http-odd.ts', 'plain');
  const { answers, spans, started, faults } = await runFixture('http-odd.ts', 'instrumented');
  expect(plain.started).toBe(0);
  expect(answers).toEqual(plain.answers);
  expect(spans.map(({ status, attributes }) => `${status} ${attributes['rpc.response.status_code']}`)).toEqual([
    'UNSET -32602',
    'UNSET undefined',
  ]);
  expect(spans).toHaveLength(started);
  expect(faults).toEqual([]);
});

test('the watch for the answers to overlapping subscriptions is removed with the last answer', async () => {
  const { started, spans, unwatched, faults } = await runFixture('listening.ts');
  expect(unwatched).toBe(true);
  expect(spans).toHaveLength(started);
  expect(faults).toEqual([]);
});
