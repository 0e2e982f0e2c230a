import { randomUUID } from 'node:crypto';
import { type DisposableTempDir, mkdtempDisposable } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CoreApiClient, traceOfInput } from '@cortex/local/demo';
import { PostgresServer } from '@cortex/memory/testing';
import { eventually, type Trace } from '@cortex/trace-testing';
import { ProcessRunner, type StartedProcesses } from '../platform/process-runner.ts';
import { PrometheusClient } from '../platform/prometheus.ts';
import { Ledger } from './faults/ledger.ts';
import { SteadyLoad } from './faults/steady-load.ts';

const USER = { username: 'user@example.com', password: 'password123' };
const WORKERS = 2;

let folder: DisposableTempDir;
let server: PostgresServer;
let databaseName: string;
let platform: StartedProcesses;
let client: CoreApiClient;
let token: string;

beforeAll(async () => {
  folder = await mkdtempDisposable(join(tmpdir(), 'cortex-postgres-'));
  server = await PostgresServer.start();
  const url = await server.createDatabase();
  databaseName = new URL(url).pathname.slice(1);
  const env = { DATABASE_URL: url, MEMORY_WORKERS: String(WORKERS), COGNITION_WORKERS: String(WORKERS) };
  platform = await new ProcessRunner({ env }).start();
  client = new CoreApiClient(platform.urls.coreApi, AbortSignal.timeout(120_000));
  ({ token } = await client.login(USER));
});

afterAll(async () => {
  await platform?.stop();
  await server?.[Symbol.asyncDispose]();
  await folder.remove();
});

test('a request is traced into PostgreSQL, with one span for each statement', async () => {
  const userAgent = `e2e/${randomUUID()}`;
  await client.sendInput('kept by PostgreSQL', userAgent);
  const trace = await traceOfInput({ jaeger: platform.urls.jaeger, userAgent, signal: AbortSignal.timeout(20_000) });
  expect(statements(trace, 'tools/call store_input')).toEqual([
    'BEGIN',
    'SELECT',
    'INSERT user_history',
    'SELECT user_summary',
    'INSERT user_summary',
    'SELECT',
    'COMMIT',
  ]);
  expect(trace.spans.filter(({ name }) => name.startsWith('pg'))).toEqual([]);
});

test('the workers of a service are distinguished in the metrics', async () => {
  // All at once, so that the services open as many connections to each other as they ever do.
  await Promise.all(Array.from({ length: 50 }, (_, index) => client.sendInput(`one of many: ${index}`, 'e2e')));
  const prometheus = new PrometheusClient(platform.urls.prometheus);
  const served = 'count by (job) (sum by (job, instance) (http_requests_total{job=~"(memory|cognition)-service"}) > 0)';
  await eventually(
    async () => {
      const workers = await prometheus.query(served);
      return workers.length === 2 && workers.every(({ value }) => value === WORKERS) ? true : undefined;
    },
    { what: `${WORKERS} workers with requests for each service`, timeoutMilliseconds: 30_000 },
  );
});

test('no acknowledged input is lost when PostgreSQL is killed', async () => {
  const ledger = new Ledger(join(folder.path, 'killed'));
  const load = new SteadyLoad({ url: platform.urls.coreApi, token, ledger, perSecond: 20 });
  const acknowledgedSince = (moment: number) => () =>
    Promise.resolve(ledger.acknowledged().some(({ entry }) => entry.sentAt > moment) || undefined);
  try {
    for (let kill = 0; kill < 3; kill += 1) {
      await eventually(acknowledgedSince(performance.now()), { what: 'an input to be stored' });
      await server.kill();
      await server.startAgain();
    }
    await eventually(acknowledgedSince(performance.now()), { what: 'an input to be stored after the last kill' });
  } finally {
    await load.stop();
    ledger.close();
  }
  const rows = await server.administer('select input_id, content from user_history', databaseName);
  const stored = new Map(rows.map(({ content, input_id }) => [content, input_id]));
  const lost = ledger.acknowledged().filter(({ entry, inputId }) => stored.get(`steady ${entry.mark}`) !== inputId);
  expect(lost).toEqual([]);
  expect(stored.size).toBe(rows.length);
});

/** The names of statement spans below a tool's server span, sorted by time. */
function statements(trace: Trace, tool: string): string[] {
  const call = trace.spans.find(({ name, kind }) => name === tool && kind === 'SERVER');
  return (call?.children ?? []).filter(({ attributes }) => attributes['db.system.name']).map(({ name }) => name);
}
