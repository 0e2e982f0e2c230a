import { eventually } from '@cortex/trace-testing';
import { ProcessRunner, type StartedProcesses } from '../platform/process-runner.ts';
import { Agent, type Answered, byHttp, byStdio } from './agent.ts';
import { ShopProcess } from './shop-process.ts';
import { Stage } from './stage.ts';

/** Metrics and profiles arrive some seconds after a request. */
const EVIDENCE = { timeoutMilliseconds: 90_000, intervalMilliseconds: 1000 };

const OF_THE_PLATFORM = /^(core-api|.*-service|cortex-.*|jaeger|logs|profile-store)$/;

let platform: StartedProcesses;
let shop: ShopProcess;
let agent: Agent;

beforeAll(async () => {
  platform = await new ProcessRunner().start();
  shop = await ShopProcess.start(platform.urls.collector);
  const stage = await Stage.open({
    urls: platform.urls,
    home: platform.home,
    shop: shop.url,
    kill: (service) => process.kill(platform.pidOf(service), 'SIGKILL'),
  });
  for (let sent = 0; sent < 10; sent += 1) await stage.input();
  await stage.shop('/invoices');
  const failing = { kind: 'error', status: 503, probability: 1, tool: 'store_input' } as const;
  await stage.whileFaulty(failing, () => stage.input());
  agent = await Agent.connect(byHttp(platform.urls.console));
});

afterAll(async () => {
  await agent?.[Symbol.asyncDispose]();
  await shop?.stop();
  await platform?.stop();
});

interface Trace {
  traceId: string;
  request: string;
}
interface Found {
  traces: Trace[];
}
interface Operations {
  operations: { service: string }[];
}
interface Explained {
  findings: { kind: string; service?: string; evidence: { spans?: string[] }; link?: string }[];
  mcpCalls?: { from?: string; to?: string; tool?: string; client?: string; attempts: number; gapMs?: number }[];
}
interface Spans {
  lines: { id: string; name: string; service: string }[];
  span?: { attributes: Record<string, string> };
}
interface Profile {
  service: string;
  functions: { name: string; place: string; self: number }[];
}
interface Logs {
  lines: { traceId?: string; severity: string; message: string }[];
}

/** Checks that the page of an answer exists. */
async function requirePage({ link }: Answered): Promise<void> {
  expect(link.startsWith(`${platform.urls.console}/`)).toBe(true);
  const page = await fetch(link);
  expect([page.status, page.headers.get('content-type')]).toEqual([200, expect.stringContaining('text/html')]);
}

/** Yields one page after the other. */
async function* pagesOf<Answer>(name: string, args: Record<string, unknown>): AsyncGenerator<Answer & Answered> {
  let cursor: string | undefined;
  do {
    const page: Answer & Answered = await asked(name, { ...args, ...(cursor && { cursor }) });
    yield page;
    cursor = page.nextCursor;
  } while (cursor !== undefined);
}

const asked = <Answer>(name: string, args: Record<string, unknown> = {}) => agent.ask<Answer>(name, args);

test('from what is wrong to the slow function, following the answers', async () => {
  const wrong = await eventually(
    async () => {
      const answer = await asked<{ requests: Trace[] }>('whats_wrong', { minutes: 5 });
      return answer.requests.length > 0 && answer;
    },
    { what: 'requests to look at', ...EVIDENCE },
  );
  const service = await eventually(
    async () => {
      const seen = new Set<string>();
      for await (const { operations } of pagesOf<Operations>('list_operations', { since: '5m' }))
        for (const { service } of operations) seen.add(service);
      const [own] = [...seen].filter((one) => !OF_THE_PLATFORM.test(one));
      if (own === undefined) throw new Error(`expected a service that is not of the platform, came ${[...seen]}`);
      return own;
    },
    { what: 'the service that is not of the platform among the operations', ...EVIDENCE },
  );
  const { operations } = await asked<Operations>('list_operations', { service, since: '5m' });
  expect(new Set(operations.map((one) => one.service))).toEqual(new Set([service]));
  const found = await asked<Found>('find_traces', { service, since: '5m' });
  const [{ traceId }] = found.traces as [Trace];
  const { explained, cpu } = await eventually(
    async () => {
      const answer = await asked<Explained>('explain_trace', { trace_id: traceId });
      const [first] = answer.findings;
      return first?.kind === 'cpu' && { explained: answer, cpu: first };
    },
    { what: 'the CPU time as the first finding', ...EVIDENCE },
  );
  const profile = await asked<Profile>('profile', { service: cpu.service, trace_id: traceId });
  expect(profile.functions[0]).toMatchObject({ name: 'renderInvoices', place: expect.stringContaining('shop.ts') });
  const spans = await asked<Spans>('get_trace', { trace_id: traceId });
  const span_id = spans.lines[0]?.id;
  const span = await asked<Spans>('get_trace', { trace_id: traceId, span_id });
  expect(span.span?.attributes).toMatchObject({ 'url.path': '/invoices' });
  const ofSpan = await asked<Profile>('profile', { trace_id: traceId, span_id });
  expect(ofSpan.functions[0]).toMatchObject({ name: 'renderInvoices' });
  for (const answer of [wrong, found, explained, profile, spans, span, ofSpan]) await requirePage(answer);
});

test('from failed requests to their log lines, across an MCP call', async () => {
  const found = await eventually(
    async () => {
      const answer = await asked<Found>('find_traces', { failed_only: true, since: '5m' });
      return answer.traces.length > 0 && answer;
    },
    { what: 'the failed request', ...EVIDENCE },
  );
  const [{ traceId }] = found.traces as [Trace];
  const { explained, call } = await eventually(
    async () => {
      const answer = await asked<Explained>('explain_trace', { trace_id: traceId });
      const [call] = answer.mcpCalls?.filter(({ tool }) => tool === 'store_input') ?? [];
      return call?.to !== undefined && { explained: answer, call };
    },
    { what: 'the MCP call with both sides', ...EVIDENCE },
  );
  expect(call).toMatchObject({ from: 'core-api', to: 'memory-service', client: expect.stringMatching(/^core-api /) });
  const [spanId] = explained.findings.flatMap(({ evidence: { spans = [] } }) => spans);
  const span = await asked<Spans>('get_trace', { trace_id: traceId, span_id: spanId });
  expect(span.lines).toHaveLength(1);
  const logs = await eventually(
    async () => {
      const answer = await asked<Logs>('search_logs', { trace_id: traceId, warnings_only: true });
      return answer.lines.length > 0 && answer;
    },
    { what: 'the warnings of the failed request', ...EVIDENCE },
  );
  expect(logs.lines.every((line) => line.traceId === traceId)).toBe(true);
  const wider = await asked<Logs>('search_logs', { trace_id: traceId, query: '* or *' });
  expect(new Set(wider.lines.map((line) => line.traceId))).toEqual(new Set([traceId]));
  for (const answer of [found, explained, span, logs]) await requirePage(answer);
});

test('cursors lead from page to page', async () => {
  const seen: string[] = [];
  const question = { service: 'core-api', limit: 3, since: '5m', order: 'newest' };
  for await (const { traces } of pagesOf<Found>('find_traces', question))
    seen.push(...traces.map(({ traceId }) => traceId));
  expect(seen.length).toBeGreaterThan(10);
  expect(new Set(seen).size).toBe(seen.length);
});

test('over stdio, the same questions give the same links', async () => {
  await using other = await Agent.connect(byStdio(platform.home));
  await requirePage(await other.ask('whats_wrong'));
});

test('the calls of the agent are traced', async () => {
  const query = new URLSearchParams({ service: 'cortex-console', operation: 'tools/call explain_trace', limit: '1' });
  await eventually(
    async () => {
      const answer = await fetch(`${platform.urls.jaeger}/api/traces?${query}`);
      const { data } = (await answer.json()) as { data: unknown[] };
      return data.length > 0;
    },
    { what: 'a trace of explain_trace', ...EVIDENCE },
  );
});
