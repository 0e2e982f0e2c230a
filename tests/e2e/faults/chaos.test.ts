import { type DisposableTempDir, mkdtempDisposable } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CoreApiClient } from '@cortex/local/demo';
import { eventually, readJaegerTrace } from '@cortex/trace-testing';
import { ProcessRunner, type StartedProcesses, TRUSTED_CALLERS } from '../../platform/process-runner.ts';
import { PrometheusClient } from '../../platform/prometheus.ts';
import { CircuitWatch } from './circuit-watch.ts';
import { Ledger } from './ledger.ts';
import { isDuring, killRepeatedly, type Outage } from './outages.ts';
import { chooseSeed, seededRandom } from './random.ts';
import { SteadyLoad } from './steady-load.ts';
import { storedInputs } from './stored-inputs.ts';

const KILLS = 5;
const PER_SECOND = 20;

const seed = chooseSeed();
const random = seededRandom(seed);

let folder: DisposableTempDir;
let platform: StartedProcesses;
let ledger: Ledger;
let circuit: string[];
const outages: Record<string, Outage[]> = {};

async function kill(...names: string[]): Promise<void> {
  const killed = await Promise.all(names.map((name) => killRepeatedly({ platform, name, times: KILLS, random })));
  for (const [index, name] of names.entries()) outages[name] = killed[index] ?? [];
}

beforeAll(async () => {
  console.log(`FAULTS_SEED=${seed} repeats the moments of these kills`);
  folder = await mkdtempDisposable(join(tmpdir(), 'cortex-faults-'));
  ledger = new Ledger(join(folder.path, 'sent'));
  platform = await new ProcessRunner({ home: join(folder.path, 'home'), env: TRUSTED_CALLERS }).start();
  const client = new CoreApiClient(platform.urls.coreApi, AbortSignal.timeout(30_000));
  const { token } = await client.login({ username: 'user@example.com', password: 'password123' });
  const load = new SteadyLoad({ url: platform.urls.coreApi, token, ledger, perSecond: PER_SECOND });
  try {
    // Killed alone, because requests may not notice it.
    await kill('collector');
    const watch = new CircuitWatch(platform.urls.coreApi);
    await kill('memory-service', 'prometheus');
    await eventually(async () => (watch.states.at(-1) === 'closed' ? true : undefined), { what: 'a closed circuit' });
    await watch.stop();
    circuit = watch.states;
    // Inputs are stored without cognition, so there are traces that do not reach Jaeger.
    await kill('cognition-service', 'jaeger');
    await kill('core-api');
    await eventually(async () => acknowledgedSince((outages['core-api'] as Outage[]).at(-1)?.to ?? 0), {
      what: 'an input to be acknowledged after the last kill',
    });
  } finally {
    await load.stop();
  }
});

afterAll(async () => {
  await platform?.stop();
  ledger.close();
  await folder.remove();
});

test('inputs go on being acknowledged after every kill', async () => {
  const moments = ledger.acknowledged().map(({ entry }) => entry.sentAt);
  for (const { name, to } of Object.values(outages).flat()) {
    expect({ name, isServed: moments.some((moment) => moment > to) }).toEqual({ name, isServed: true });
  }
  expect(Object.values(outages).map(({ length }) => length)).toEqual(Array(6).fill(KILLS));
});

test('no acknowledged input is lost, none is stored twice, and none that was not sent', () => {
  const stored = storedInputs(join(platform.home, 'memory.db'));
  const acknowledged = ledger.acknowledged();
  const lost = acknowledged.filter(({ entry, inputId }) => stored.get(`steady ${entry.mark}`) !== inputId);
  expect(acknowledged.length).toBeGreaterThan(PER_SECOND);
  expect(lost).toEqual([]);
  const sent = new Set(ledger.sent().map((mark) => `steady ${mark}`));
  expect([...stored.keys()].filter((content) => !sent.has(content))).toEqual([]);
});

test('an input that cannot be stored is refused with a Retry-After', () => {
  const answers = ledger.answers.map(
    ({ status, retryAfter }) => `${status} ${retryAfter ? 'with' : 'without'} Retry-After`,
  );
  // 0 is no answer at all, while core-api itself is down.
  const expected = ['0 without Retry-After', '202 without Retry-After', '503 with Retry-After'];
  expect([...new Set(answers)].sort()).toEqual(expected);
});

test('requests do not wait for a dead Collector', () => {
  const dead = outages.collector as Outage[];
  const { from, to } = dead.reduce(longer);
  const acknowledgedMeanwhile = ledger
    .acknowledged()
    .filter(({ entry, milliseconds }) => entry.sentAt >= from && entry.sentAt + milliseconds < to);
  expect(acknowledgedMeanwhile.length).toBeGreaterThan(0);
  const [first, last] = [dead[0]?.from ?? 0, dead.at(-1)?.to ?? 0];
  const unanswered = ledger.answers.filter(
    ({ entry, status }) => status === 0 && entry.sentAt >= first && entry.sentAt < last,
  );
  expect(unanswered).toEqual([]);
});

test('the circuit towards memory opens while it is dead and closes when it is back', () => {
  expect(circuit).toContain('open');
  expect(circuit.at(-1)).toBe('closed');
});

test('spans from the time without Jaeger arrive when it is back', async () => {
  const away = outages.jaeger as Outage[];
  const traces = ledger.acknowledged().filter(({ entry }) => isDuring(away, entry.sentAt));
  expect(traces.length).toBeGreaterThan(0);
  for (const { entry } of traces) {
    await eventually(
      async () => {
        const trace = await readJaegerTrace(platform.urls.jaeger, entry.traceId);
        return trace?.spans.some(({ name }) => name === 'POST /input') ? true : undefined;
      },
      { what: `the trace ${entry.traceId} of an input while Jaeger was away`, timeoutMilliseconds: 60_000 },
    );
  }
});

test('metrics from the time without Prometheus arrive when it is back', async () => {
  const { from, to } = (outages.prometheus as Outage[]).reduce(longer);
  const seconds = Math.floor((to - from) / 1_000);
  const end = (performance.timeOrigin + to) / 1_000;
  const prometheus = new PrometheusClient(platform.urls.prometheus);
  const samples = `sum(count_over_time(http_requests_total{job="core-api"}[${seconds}s] @ ${end.toFixed(3)}))`;
  await eventually(async () => ((await prometheus.query(samples))[0]?.value ? true : undefined), {
    what: `samples of the ${seconds} s without Prometheus`,
    timeoutMilliseconds: 60_000,
  });
});

function acknowledgedSince(moment: number): true | undefined {
  return ledger.acknowledged().some(({ entry }) => entry.sentAt > moment) || undefined;
}

function longer(one: Outage, other: Outage): Outage {
  return other.to - other.from > one.to - one.from ? other : one;
}
