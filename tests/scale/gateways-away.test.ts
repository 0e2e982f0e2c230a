import { writeFileSync } from 'node:fs';
import { mkdtempDisposable } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CollectorTiers } from '@cortex/local/testing';
import { chooseSeed, seededRandom } from '../e2e/faults/random.ts';
import { mixedTraces, mustBeKept } from './mixed-traces.ts';
import { isWhole, Observer } from './observer.ts';
import { sendMixed } from './send-mixed.ts';
import { type SentTrace, send, TraceMaker } from './spans.ts';

const REQUESTS = 1_000;
const RECEIVED = 'otelcol_processor_tail_sampling_new_trace_id_received_total';
const WAITING = 'otelcol_processor_tail_sampling_sampling_traces_on_memory';
const REFUSED = 'otelcol_receiver_refused_spans_total{instance="gateway-1"}';
/** Traces of 60 KB each. */
const LARGE_TRACES = 2_400;
const CALLS = 'traces_span_metrics_calls_total';
const seed = chooseSeed();
const random = seededRandom(seed);
beforeAll(() => console.log(`FAULTS_SEED=${seed} repeats these traces and the agents that they go through`));

test('a gateway that is killed loses the traces that it had not decided on, as many as it reported; nothing else is lost', async () => {
  // Everything before the kill is undecided at that time, and reported, because metrics are exported every 10 s.
  const environment = { CORTEX_SAMPLING_WAIT: '40s' };
  await using tiers = await CollectorTiers.start({ agents: 4, gateways: 2, environment });
  const observer = new Observer(tiers);
  const before = mixedTraces(REQUESTS, random);
  await sendMixed(before, tiers.agents, random);
  await observer.reaches(RECEIVED, REQUESTS);
  const undecided = await observer.reaches(`${WAITING}{instance="gateway-1"}`, REQUESTS / 4);
  const [killed] = tiers.gateways;
  await killed?.end('SIGKILL');

  const after = mixedTraces(REQUESTS, random);
  await sendMixed(after, tiers.agents, random);
  // Spans for the other gateway do not wait for the one that is away.
  const ofOther = `${RECEIVED}{instance="gateway-2"}`;
  await observer.reaches(ofOther, REQUESTS - undecided + REQUESTS / 4);
  await killed?.start();
  await observer.storesAll(after.filter(mustBeKept));
  // The other gateway has stored everything from before the kill by now, because it decided on it earlier.
  const all = [...before, ...after];
  const stored = await observer.stored(all);
  expect(all.filter((trace) => stored.has(trace.traceId) && !isWhole(trace, stored.get(trace.traceId)))).toEqual([]);
  const wanted = before.filter(mustBeKept);
  const lost = wanted.filter(({ traceId }) => !stored.has(traceId)).length;
  console.log(`${lost} of ${wanted.length} wanted traces were lost with the gateway, which had reported ${undecided}`);
  expect(lost).toBeGreaterThan(0);
  expect(lost).toBeLessThanOrEqual(undecided);
  const spans = all.reduce((sum, trace) => sum + trace.spans.length, 0);
  expect(await observer.reaches(CALLS, spans)).toBe(spans);
});

test('a gateway that is out of memory refuses; agents keep its spans until it takes them, and the other goes on', async () => {
  await using scratch = await mkdtempDisposable(join(tmpdir(), 'cortex-scale-'));
  const firstGateway = join(scratch.path, 'little-memory.yaml');
  writeFileSync(firstGateway, 'processors: { memory_limiter: { limit_mib: 60, spike_limit_mib: 10 } }\n');
  const environment = { CORTEX_SAMPLING_WAIT: '10s', CORTEX_SAMPLING_PERCENTAGE: '0' };
  await using tiers = await CollectorTiers.start({ agents: 2, gateways: 2, environment, firstGateway });
  const observer = new Observer(tiers);
  const pids = tiers.gateways.map(({ pid }) => pid);
  const sent = await fill(tiers);
  const during = mixedTraces(200, random);
  await sendMixed(during, tiers.agents, random);
  await observer.reaches(REFUSED, 1);
  await observer.storesAll([...sent, ...during].filter(mustBeKept));
  expect(tiers.gateways.map(({ pid }) => pid)).toEqual(pids);
  expect(await observer.sum('otelcol_loadbalancer_backend_outcome_total{success="false"}')).toBe(0);
  const spans = [...sent, ...during].reduce((sum, trace) => sum + trace.spans.length, 0);
  expect(await observer.reaches(CALLS, spans)).toBe(spans);
});

test('what finds no room for a gateway that stays away is counted, and the other gets all that is its own', async () => {
  const environment = { CORTEX_SAMPLING_WAIT: '5s', CORTEX_SAMPLING_PERCENTAGE: '0' };
  await using tiers = await CollectorTiers.start({ agents: 1, gateways: 2, environment });
  const observer = new Observer(tiers);
  await tiers.gateways[0]?.end('SIGKILL');
  const sent = await fill(tiers);
  const spans = sent.reduce((sum, trace) => sum + trace.spans.length, 0);
  // All spans are on their way, or given up.
  const handed = '{__name__=~"otelcol_exporter_(sent|send_failed)_spans_total",exporter="load_balancing"}';
  expect(await observer.reaches(handed, spans)).toBe(spans);
  // Each request has one trace.
  const lost = await observer.sum('otelcol_loadbalancer_backend_outcome_total{success="false"}');
  const ofOther = await observer.reaches(`${RECEIVED}{instance="gateway-2"}`, LARGE_TRACES / 4);
  expect(lost).toBeGreaterThan(0);
  expect(lost).toBeLessThan(LARGE_TRACES - ofOther);

  await tiers.gateways[0]?.start();
  const stored = await observer.storesSome(sent, LARGE_TRACES - lost);
  console.log(`${lost} of ${LARGE_TRACES} traces found no room, and ${stored} are stored`);
  expect(stored).toBe(LARGE_TRACES - lost);
  expect(await observer.reaches(CALLS, spans)).toBe(spans);
});

/** Sends large traces with an error each: more than the first gateway has room for, but less than the agents' queues hold. */
async function fill({ agents }: CollectorTiers): Promise<SentTrace[]> {
  const sent = Array.from({ length: LARGE_TRACES }, largeTrace);
  for (const [index, trace] of sent.entries()) await send(agents[index % agents.length] ?? '', trace.spans);
  return sent;
}

function largeTrace(): SentTrace {
  const maker = new TraceMaker(random);
  const attributes = { note: 'long '.repeat(6_000) };
  maker.add({ name: 'a', service: 'core-api', isError: true, attributes });
  maker.add({ name: 'b', service: 'core-api', attributes });
  return { traceId: maker.traceId, kind: 'error', spans: maker.spans };
}
