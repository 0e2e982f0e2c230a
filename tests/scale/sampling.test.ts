import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { repository } from '@cortex/local/settings';
import { CollectorTiers } from '@cortex/local/testing';
import { chooseSeed, seededRandom } from '../e2e/faults/random.ts';
import { mixedTraces, mustBeKept } from './mixed-traces.ts';
import { isWhole, Observer } from './observer.ts';
import { sendMixed } from './send-mixed.ts';
import { CLIENT, post, SERVER, type SentTrace, type SpanOptions, send, TraceMaker } from './spans.ts';

const REQUESTS = 2_000;
/** The percentage in collector/sampling.yaml. */
const SHARE = Number(/CORTEX_SAMPLING_PERCENTAGE:-(\d+)/.exec(policies())?.[1]);
/** The allowed distance from the mean of the binomial distribution; a larger one has a chance of one in two million. */
const STANDARD_DEVIATIONS = 5;
const DECIDED = 'otelcol_processor_tail_sampling_global_count_traces_sampled_total';
const RECEIVED = 'otelcol_processor_tail_sampling_new_trace_id_received_total';
const CALLS = 'traces_span_metrics_calls_total';

const seed = chooseSeed();
const random = seededRandom(seed);
beforeAll(() => console.log(`FAULTS_SEED=${seed} repeats these traces and the agents that they go through`));

function policies(): string {
  return readFileSync(join(repository, 'collector/sampling.yaml'), 'utf8');
}

function spanCount(traces: readonly SentTrace[]): number {
  return traces.reduce((sum, { spans }) => sum + spans.length, 0);
}

test(`of ${REQUESTS} mixed requests through four agents and two gateways, what is kept is whole, and the metrics count all`, async () => {
  await using tiers = await CollectorTiers.start({ agents: 4, gateways: 2 });
  const observer = new Observer(tiers);
  const sent = mixedTraces(REQUESTS, random);
  await sendMixed(sent, tiers.agents, random);

  const wanted = sent.filter(mustBeKept);
  expect(wanted.length).toBeGreaterThan(REQUESTS / 10);
  // Once each: no gateway has received a part of another's trace.
  expect(await observer.reaches(DECIDED, REQUESTS)).toBe(REQUESTS);
  expect(await observer.sum(RECEIVED)).toBe(REQUESTS);
  for (const gateway of ['gateway-1', 'gateway-2'])
    expect(await observer.sum(`${RECEIVED}{instance="${gateway}"}`)).toBeGreaterThan(REQUESTS / 4);

  await observer.storesAll(wanted);
  const stored = await observer.stored(sent);
  expect(sent.filter((trace) => stored.has(trace.traceId) && !isWhole(trace, stored.get(trace.traceId)))).toEqual([]);
  const rest = sent.filter((trace) => !mustBeKept(trace));
  const kept = rest.filter(({ traceId }) => stored.has(traceId));
  const expected = (rest.length * SHARE) / 100;
  const deviation = Math.sqrt(expected * (1 - SHARE / 100));
  console.log(`kept ${wanted.length} of ${wanted.length} wanted and ${kept.length} of ${rest.length} others`);
  expect(Math.abs(kept.length - expected)).toBeLessThan(STANDARD_DEVIATIONS * deviation);

  expect(await observer.reaches(CALLS, spanCount(sent))).toBe(spanCount(sent));
  const roots = `${CALLS}{job="core-api",span_kind="SPAN_KIND_SERVER"}`;
  expect(await observer.sum(roots)).toBe(REQUESTS);
  const errors = sent.filter(({ kind }) => kind === 'error').length;
  expect(await observer.sum(`${CALLS}{status_code="STATUS_CODE_ERROR"}`)).toBe(errors);
  const inputs = sent.filter(({ spans }) => spans.length > 1).length;
  const calls = 'traces_service_graph_request_total{client="core-api",server="cognition-service"}';
  expect(await observer.reaches(calls, inputs)).toBe(inputs);
});

describe('the policies', () => {
  const input: SpanOptions = { name: 'POST /input', service: 'core-api', kind: SERVER };
  const call: SpanOptions = { name: 'tools/call get_context', service: 'core-api', kind: CLIENT };
  const stream = { name: 'GET /output/stream', attributes: { 'http.route': '/output/stream' } };
  const cases: { policy: string; kept: SpanOptions[]; left: SpanOptions[] }[] = [
    {
      policy: 'errors',
      kept: [input, { ...call, isError: true }],
      left: [{ ...input, attributes: { 'http.response.status_code': 404 } }],
    },
    // Only the whole trace is longer than the objective.
    {
      policy: 'slow',
      kept: [
        { ...input, milliseconds: 300 },
        { ...call, start: 250, milliseconds: 300 },
      ],
      left: [
        { ...input, milliseconds: 300 },
        { ...call, start: 150, milliseconds: 300 },
      ],
    },
    { policy: 'slow', kept: [{ ...input, milliseconds: 501 }], left: [{ ...input, ...stream, milliseconds: 90_000 }] },
    {
      policy: 'faults',
      kept: [input, { ...call, attributes: { 'fault.injected': 'latency' } }],
      left: [input, { ...call, attributes: { 'fault.kind': 'latency' } }],
    },
    {
      policy: 'demo',
      kept: [{ ...input, attributes: { 'user_agent.original': 'cortex-demo/1' } }],
      left: [{ ...input, attributes: { 'user_agent.original': 'not-cortex-demo/1' } }],
    },
  ];

  test('each keeps what it is for, and leaves what only looks like it', async () => {
    // No trace is kept by chance.
    const environment = { CORTEX_SAMPLING_PERCENTAGE: '0', CORTEX_SAMPLING_WAIT: '2s' };
    await using tiers = await CollectorTiers.start({ agents: 1, gateways: 1, environment });
    const observer = new Observer(tiers);
    const kept = cases.map(({ policy, kept }) => traceOf(policy, kept));
    const left = cases.map(({ policy, left }) => traceOf(policy, left));
    await sendMixed([...kept, ...left], tiers.agents, random);
    await observer.reaches(DECIDED, kept.length + left.length);
    await observer.storesAll(kept);
    expect([...(await observer.stored(left)).keys()]).toEqual([]);
    const byPolicy = Map.groupBy(cases, ({ policy }) => policy);
    for (const [policy, own] of byPolicy) {
      const decided = `otelcol_processor_tail_sampling_count_traces_sampled_total{policy="${policy}",sampled="true"}`;
      expect([policy, await observer.sum(decided)]).toEqual([policy, own.length]);
    }
    expect([...byPolicy.keys(), 'percentage'].sort()).toEqual(namesOfPolicies());
  });
});

test('late spans share the decision: they join what is stored, and bring back nothing that is not', async () => {
  const environment = { CORTEX_SAMPLING_PERCENTAGE: '0', CORTEX_SAMPLING_WAIT: '1s' };
  await using tiers = await CollectorTiers.start({ agents: 2, gateways: 2, environment });
  const observer = new Observer(tiers);
  const [first = '', second = ''] = tiers.agents;
  const stored = traceOf('stored', [
    { name: 'early', service: 'core-api', isError: true },
    { name: 'late', service: 'memory-service' },
  ]);
  const left = traceOf('left', [
    { name: 'early', service: 'core-api' },
    { name: 'late', service: 'memory-service', isError: true },
  ]);
  for (const { spans } of [stored, left]) await send(first, spans.slice(0, 1));
  await observer.reaches(DECIDED, 2);
  for (const { spans } of [stored, left]) await send(second, spans.slice(1));
  await observer.storesAll([stored]);
  await observer.reaches(
    'otelcol_processor_tail_sampling_early_releases_from_cache_decision_total{sampled="false"}',
    1,
  );
  expect((await observer.stored([left])).size).toBe(0);
  expect(await observer.reaches(CALLS, 4)).toBe(4);
});

test('garbage is refused or bounded, and everybody else’s traces are stored', async () => {
  const environment = { CORTEX_SAMPLING_PERCENTAGE: '0', CORTEX_SAMPLING_WAIT: '2s' };
  await using tiers = await CollectorTiers.start({ agents: 1, gateways: 2, environment });
  const observer = new Observer(tiers);
  const [agent = ''] = tiers.agents;
  const pids = tiers.gateways.map(({ pid }) => pid);
  const noise = Uint8Array.from({ length: 10_000 }, () => Math.floor(random() * 256));
  for (const url of [agent, ...tiers.gatewayUrls]) {
    const answers = [
      await post(url, noise, 'application/x-protobuf'),
      await post(url, '{"resourceSpans": 7}'),
      await post(url, '{"resourceSpans": [{"scopeSpans": [{"spans": [{"traceId": "no hex"}]}]}]}'),
    ];
    expect(answers.map(({ status }) => status)).toEqual([400, 400, 400]);
  }
  // Spans without ids, or all with the same one.
  const nowhere = traceOf(
    'nowhere',
    Array.from({ length: 500 }, () => ({ name: 'a', service: 'stranger', isError: true })),
  );
  await send(
    agent,
    nowhere.spans.map((span) => ({ ...span, traceId: '0'.repeat(32) })),
  );
  await send(
    agent,
    nowhere.spans.map((span) => ({ ...span, spanId: '0'.repeat(16), name: 'x'.repeat(5_000) })),
  );
  const good = mixedTraces(50, random);
  await sendMixed(good, tiers.agents, random);
  await observer.storesAll(good.filter(mustBeKept));
  expect(tiers.gateways.map(({ pid }) => pid)).toEqual(pids);
  expect(tiers.gateways.every((gateway) => gateway.isRunning())).toBe(true);
});

function traceOf(kind: string, spans: SpanOptions[]): SentTrace {
  const maker = new TraceMaker(random);
  for (const span of spans) maker.add(span);
  return { traceId: maker.traceId, kind, spans: maker.spans };
}

function namesOfPolicies(): string[] {
  return [...policies().matchAll(/^ {6}- name: (\w+)$/gm)].map(([, name = '']) => name).sort();
}
