import { BEGIN, TRACE_ID } from '../testing/jaeger-trace.ts';
import { AskedTools } from './testing/asked-tools.ts';
import { idOf, madeCall, madeTrace } from './testing/made-trace.ts';

const { PAGES } = AskedTools;

let asked: AskedTools;

beforeEach(async () => {
  asked = await AskedTools.open();
  asked.answers = { '/api/services': { data: ['shop'] }, '/api/traces': { data: [madeTrace()] } };
});

afterEach(() => asked.close());

test('each tool is read-only, and describes its input and output', async () => {
  const { tools } = await asked.client.listTools();
  for (const { name, annotations, description, inputSchema, outputSchema } of tools) {
    expect(annotations).toMatchObject({ readOnlyHint: true });
    expect(description?.length).toBeGreaterThan(40);
    expect([inputSchema.type, outputSchema?.type]).toEqual(['object', 'object']);
    expect(outputSchema?.required).toContain('link');
    // The clients of some models support neither values of several types nor tuples.
    expect(JSON.stringify([inputSchema, outputSchema])).not.toMatch(/"type":\[|prefixItems/);
    const properties = Object.entries((inputSchema.properties ?? {}) as Record<string, { description?: string }>);
    const undescribed = properties.filter(([, { description: says }]) => !says).map(([property]) => property);
    expect([name, undescribed]).toEqual([name, []]);
  }
});

test('finds a trace, and explains it although other backends are away, which it reports', async () => {
  const { data: found } = await asked.call('find_traces');
  expect(found.traces).toMatchObject([
    { traceId: TRACE_ID, request: 'shop GET /cart', milliseconds: 100, failed: false },
  ]);
  const { data, text, bytes } = await asked.call('explain_trace', { trace_id: TRACE_ID });
  expect(data).toMatchObject({ request: 'shop GET /cart', milliseconds: 100, spans: 40, failed: false });
  expect(data.findings[0]).toMatchObject({ kind: 'time', link: `${PAGES}/trace/${TRACE_ID}?span=${idOf(0)}` });
  const said = data.findings.map((one: { summary: string }) => one.summary.slice(0, 10)).sort();
  expect(said).toEqual(expect.arrayContaining(['Prometheus', 'The log st', 'The profil']));
  expect(text).toMatch(/^shop GET \/cart took 100 ms \(40 spans, 1 service\)\.\n1\. /);
  expect(text).toMatch(new RegExp(`\n${PAGES}/trace/${TRACE_ID}$`));
  expect(bytes).toBeLessThan(4096);
});

test('a finding from a metric links to its graph at that time', async () => {
  const delay = { metric: { job: 'cortex/shop', instance: '1' }, value: [0, '0.09'] };
  asked.answers['/api/v1/query'] = { status: 'success', data: { resultType: 'vector', result: [delay] } };
  asked.answers['/api/traces'] = { data: [madeTrace({ spans: 1 })] };
  const { data } = await asked.call('explain_trace', { trace_id: TRACE_ID });
  const found = data.findings.find(({ kind }: { kind: string }) => kind === 'event_loop');
  const { pathname, searchParams } = new URL(found.link);
  expect(pathname).toBe('/metrics-explorer');
  expect(Object.fromEntries(searchParams)).toEqual({
    query: found.evidence.metric,
    from: String(BEGIN / 1000 - 300_000),
    to: String(BEGIN / 1000 + 300_100),
  });
  expect(found.evidence.metric).toContain('{job=~"(.+/)?(shop)"}');
});

test('links to the list of the same traces', async () => {
  const asking = {
    service: 'shop',
    attributes: { 'http.route': '/a b' },
    min_ms: 5,
    failed_only: true,
    order: 'newest',
  };
  const { data } = await asked.call('find_traces', { ...asking, since: '2026-11-28T17:00:00Z' });
  const { pathname, searchParams } = new URL(data.link);
  const { to, ...search } = Object.fromEntries(searchParams);
  expect(pathname).toBe('/traces');
  expect(Number(to)).toBeGreaterThan(Date.parse('2026-11-28T17:00:00Z'));
  expect(search).toEqual({
    service: 'shop',
    where: 'http.route="/a b"',
    min: '5',
    failed: 'true',
    order: 'newest',
    from: String(Date.parse('2026-11-28T17:00:00Z')),
  });
});

test('returns a large trace in pages of at most 4 KB, which together are complete', async () => {
  asked.answers['/api/traces'] = { data: [madeTrace({ spans: 300, name: 'x'.repeat(5000) })] };
  const seen: string[] = [];
  let cursor: string | undefined;
  do {
    const { data, text, bytes } = await asked.call('get_trace', {
      trace_id: TRACE_ID,
      limit: 200,
      ...(cursor && { cursor }),
    });
    expect(bytes).toBeLessThan(4096);
    seen.push(...data.lines.map(({ id }: { id: string }) => id));
    cursor = data.nextCursor;
    if (cursor !== undefined) expect(text).toContain(`\nMore with cursor ${cursor}.\n`);
  } while (cursor !== undefined);
  expect(new Set(seen).size).toBe(300);
});

test('returns everything about one span', async () => {
  const { data } = await asked.call('get_trace', { trace_id: TRACE_ID, span_id: idOf(0) });
  expect(data).toMatchObject({
    lines: [{ kind: 'SERVER' }],
    span: { attributes: { 'span.kind': 'server' }, resource: { 'service.instance.id': 'shop-1' } },
    link: `${PAGES}/trace/${TRACE_ID}?span=${idOf(0)}`,
  });
});

test('returns the many attributes of a span in pages, which together are complete', async () => {
  const tags = Object.fromEntries(Array.from({ length: 100 }, (_, index) => [`key ${index}`, `${index}`.repeat(90)]));
  asked.answers['/api/traces'] = { data: [madeTrace({ spans: 1, tags, events: 50 })] };
  const seen: string[] = [];
  let cursor: string | undefined;
  do {
    const { data, bytes } = await asked.call('get_trace', {
      trace_id: TRACE_ID,
      span_id: idOf(0),
      ...(cursor && { cursor }),
    });
    expect(bytes).toBeLessThan(4096);
    if (cursor === undefined) expect(data.span.more).toMatch(/^\d+ events$/);
    seen.push(...Object.keys(data.span.attributes));
    cursor = data.nextCursor;
  } while (cursor !== undefined);
  expect(seen).toHaveLength(101);
});

test('shows an MCP call as one item, with both sides, the time between them and who called', async () => {
  asked.answers['/api/traces'] = { data: [madeCall()] };
  const call = {
    from: 'core-api',
    to: 'memory',
    client: 'core-api 0.1.0',
    method: 'tools/call',
    tool: 'store_input',
    transport: 'tcp',
    protocol: '2026-07-28',
    attempts: 1,
    ms: 100,
    serverMs: 60,
    gapMs: 40,
  };
  const { data: whole } = await asked.call('get_trace', { trace_id: TRACE_ID });
  expect(whole.lines.map(({ mcp }: { mcp?: object }) => mcp)).toEqual([call, undefined]);
  const { data: server } = await asked.call('get_trace', { trace_id: TRACE_ID, span_id: idOf(1) });
  expect(server.lines).toMatchObject([{ kind: 'SERVER', mcp: call }]);
  const { data: explained } = await asked.call('explain_trace', { trace_id: TRACE_ID });
  expect(explained.mcpCalls).toEqual([call]);
});

test.each([
  ['explain_trace', { trace_id: 'xyz' }, /32 hexadecimal digits/],
  ['get_trace', { trace_id: TRACE_ID, cursor: 'x' }, /nextCursor/],
  ['get_trace', { trace_id: TRACE_ID, span_id: 'f' }, /no span f/],
  ['find_traces', { since: 'yesterday' }, /15m, 2h or 7d/],
  ['find_traces', { typo: 1 }, /typo/],
  ['find_traces', { min_ms: 5, max_ms: 1 }, /min_ms: expected no more than max_ms/],
  ['find_traces', { operation: 'GET /cart' }, /operation: expected together with the service/],
  ['find_traces', { since: '2999-01-01T00:00:00Z' }, /a time that has come/],
  ['find_traces', { cursor: '###' }, /nextCursor/],
])('%s refuses %j with what was expected', async (name, args, reason) => {
  expect(await asked.call(name, args)).toMatchObject({ isError: true, text: expect.stringMatching(reason) });
});

test('reports that a trace is unknown, and that a backend answers garbage', async () => {
  asked.answers['/api/traces'] = { data: [] };
  expect(await asked.call('explain_trace', { trace_id: TRACE_ID })).toMatchObject({
    isError: true,
    text: expect.stringContaining('knows no trace'),
  });
  asked.answers['/api/traces'] = '<html>';
  const { text } = await asked.call('explain_trace', { trace_id: TRACE_ID });
  expect(text).toMatch(/^Jaeger at .* does not answer as expected .*CORTEX_CONSOLE_JAEGER_URL/s);
});

test('a trace is a resource, and common questions are prompts', async () => {
  const { contents } = await asked.client.readResource({ uri: `trace://${TRACE_ID}` });
  expect(JSON.parse((contents[0] as { text: string }).text)).toMatchObject({ traceId: TRACE_ID });
  const { prompts } = await asked.client.listPrompts();
  expect(prompts.map(({ name }) => name)).toEqual(['why-was-this-slow', 'review-a-release']);
});

test('the error of a backend cannot control a terminal', async () => {
  asked.answers['/api/traces'] = '\u001b[2J\u202e';
  const { isError, text } = await asked.call('find_traces');
  expect(isError).toBe(true);
  expect(text).toMatch(/^Jaeger at /);
  expect(text).not.toMatch(/\p{Cc}|\p{Bidi_Control}/u);
});
