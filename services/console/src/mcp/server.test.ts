import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Client, InMemoryTransport } from '@modelcontextprotocol/client';
import { backendsAt } from '../backends/backends.ts';
import { jaegerLinks } from '../questions/links.ts';
import { consoleServer } from './server.ts';

const TRACE = 'a'.repeat(32);
const BEGIN = 1_795_468_995_000_000;

let server: Server;
let client: Client;
let url: string;
/** What a backend answers, by the beginning of the path; others answer 503. */
let answers: Record<string, unknown>;

beforeEach(async () => {
  answers = { '/api/services': { data: ['shop'] }, '/api/traces': { data: [trace()] } };
  server = createServer((request, response) => {
    const [, answer] = Object.entries(answers).find(([path]) => request.url?.startsWith(path)) ?? [];
    response.statusCode = answer === undefined ? 503 : 200;
    response.end(typeof answer === 'string' ? answer : JSON.stringify(answer ?? {}));
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const urls = { jaeger: url, prometheus: url, profiles: url, logs: url, alertmanager: url };
  const [mine, theirs] = InMemoryTransport.createLinkedPair();
  await consoleServer(() => ({ backends: backendsAt(urls), links: jaegerLinks(url) })).connect(theirs);
  client = new Client({ name: 'agent', version: '1' });
  await client.connect(mine);
});

afterEach(async () => {
  await client.close();
  server.closeAllConnections();
  server.close();
});

function trace(spans = 40, name = 'GET /cart') {
  return {
    processes: { p1: { serviceName: 'shop', tags: [{ key: 'service.instance.id', value: 'shop-1' }] } },
    spans: Array.from({ length: spans }, (_, index) => ({
      traceID: TRACE,
      spanID: index.toString(16).padStart(16, '0'),
      operationName: index === 0 ? name : `work ${index}`,
      references: index === 0 ? [] : [{ refType: 'CHILD_OF', traceID: TRACE, spanID: '0'.repeat(16) }],
      startTime: BEGIN + index * 1000,
      duration: index === 0 ? 100_000 : 900,
      tags: [{ key: 'span.kind', value: index === 0 ? 'server' : 'internal' }],
      logs: [],
      processID: 'p1',
    })),
  };
}

interface Answer {
  isError: boolean | undefined;
  text: string;
  // biome-ignore lint/suspicious/noExplicitAny: what each tool answers differs
  data: any;
  bytes: number;
}

async function call(name: string, args: Record<string, unknown> = {}): Promise<Answer> {
  const { isError, content, structuredContent } = await client.callTool({ name, arguments: args });
  const text = content.map((part) => (part.type === 'text' ? part.text : '')).join('');
  return {
    isError,
    text,
    data: structuredContent,
    bytes: Buffer.byteLength(JSON.stringify({ content, structuredContent })),
  };
}

test('each tool only reads, and describes what it takes and answers', async () => {
  const { tools } = await client.listTools();
  for (const { annotations, description, inputSchema, outputSchema } of tools) {
    expect(annotations).toMatchObject({ readOnlyHint: true });
    expect(description?.length).toBeGreaterThan(40);
    expect([inputSchema.type, outputSchema?.type]).toEqual(['object', 'object']);
  }
});

test('finds a trace, and explains it though other backends are away, which it says', async () => {
  const { data: found } = await call('find_traces');
  expect(found.traces).toMatchObject([{ traceId: TRACE, request: 'shop GET /cart', milliseconds: 100, failed: false }]);
  const { data, text, bytes } = await call('explain_trace', { trace_id: TRACE });
  expect(data).toMatchObject({ request: 'shop GET /cart', milliseconds: 100, spans: 40, failed: false });
  expect(data.findings[0]).toMatchObject({ kind: 'time', link: `${url}/trace/${TRACE}?uiFind=${'0'.repeat(16)}` });
  const said = data.findings.map((one: { summary: string }) => one.summary.slice(0, 10)).sort();
  expect(said).toEqual(expect.arrayContaining(['Prometheus', 'The log st', 'The profil']));
  expect(text).toMatch(/^shop GET \/cart took 100 ms \(40 spans, 1 service\)\.\n1\. /);
  expect(bytes).toBeLessThan(4096);
});

test('gives a large trace in pages of at most 4 KB, which together are whole', async () => {
  answers['/api/traces'] = { data: [trace(300, 'x'.repeat(5000))] };
  const seen: string[] = [];
  let cursor: string | undefined;
  do {
    const { data, bytes } = await call('get_trace', {
      trace_id: TRACE,
      limit: 200,
      ...(cursor !== undefined && { cursor }),
    });
    expect(bytes).toBeLessThan(4096);
    seen.push(...data.lines.map(({ id }: { id: string }) => id));
    cursor = data.nextCursor;
  } while (cursor !== undefined);
  expect(new Set(seen).size).toBe(300);
});

test('gives all that is known of one span', async () => {
  const { data } = await call('get_trace', { trace_id: TRACE, span_id: '0'.repeat(16) });
  expect(data).toMatchObject({
    lines: [{ kind: 'SERVER' }],
    span: { attributes: { 'span.kind': 'server' }, resource: { 'service.instance.id': 'shop-1' } },
  });
});

test.each([
  ['explain_trace', { trace_id: 'xyz' }, /32 hexadecimal digits/],
  ['get_trace', { trace_id: TRACE, cursor: 'x' }, /nextCursor/],
  ['get_trace', { trace_id: TRACE, span_id: 'f' }, /no span f/],
  ['find_traces', { since: 'yesterday' }, /15m, 2h or 7d/],
])('%s refuses %j with what it expects', async (name, args, reason) => {
  expect(await call(name, args)).toMatchObject({ isError: true, text: expect.stringMatching(reason) });
});

test('says that a trace is unknown, and that a backend answers garbage', async () => {
  answers['/api/traces'] = { data: [] };
  expect(await call('explain_trace', { trace_id: TRACE })).toMatchObject({
    isError: true,
    text: expect.stringContaining('knows no trace'),
  });
  answers['/api/traces'] = '<html>';
  const { text } = await call('explain_trace', { trace_id: TRACE });
  expect(text).toMatch(/^Jaeger at .* does not answer as expected .*CORTEX_CONSOLE_JAEGER_URL/s);
});

test('a trace is a resource, and usual questions are prompts', async () => {
  const { contents } = await client.readResource({ uri: `trace://${TRACE}` });
  expect(JSON.parse((contents[0] as { text: string }).text)).toMatchObject({ traceId: TRACE });
  const { prompts } = await client.listPrompts();
  expect(prompts.map(({ name }) => name)).toEqual(['why-was-this-slow', 'review-a-release']);
});
