import { PostgresServer } from '@cortex/memory/testing';
import { platformContract } from '@cortex/signals/platform-contract';
import { eventually, readJaegerTrace } from '@cortex/trace-testing';
import { type Look, lookAt } from '../platform/contract/look.ts';
import { Mishaps } from '../platform/contract/mishaps.ts';
import { StartedPlatform } from '../platform/platform.ts';
import { ProcessRunner, type StartedProcesses } from '../platform/process-runner.ts';
import { Traffic } from '../platform/traffic.ts';

/** The conditions that the traffic causes; no test should cause the others. */
const MADE = ['postgresql', 'nats', 'fault', 'slow'];

const contract = platformContract();
const ended = new AbortController();
let server: PostgresServer;
let processes: StartedProcesses;
let platform: StartedPlatform;
let look: Look;

beforeAll(async () => {
  server = await PostgresServer.start();
  const url = await server.createDatabase();
  processes = await new ProcessRunner({
    env: { DATABASE_URL: url, LOG_LEVEL: 'debug' },
    args: ['--events', 'nats'],
  }).start();
  const { urls, home } = processes;
  await (await Traffic.open({ urls, home, signal: ended.signal })).round();
  await new Mishaps({ processes, server, database: new URL(url).pathname.slice(1), signal: ended.signal }).happen();
  platform = new StartedPlatform(processes);
  await eventually(
    async () => {
      look = await lookAt(platform, contract);
      const absent = [...look.missing, ...look.conditional.filter(isMade)];
      if (absent.length > 0) throw new Error(`not there: ${absent.join(', ')}`);
      return true;
    },
    { what: 'everything in the contract to be there', timeoutMilliseconds: 45_000, intervalMilliseconds: 1_000 },
  ).catch((error) => console.error(error));
});

afterAll(async () => {
  ended.abort();
  await processes?.stop();
  await server?.[Symbol.asyncDispose]();
});

function isMade(line: string): boolean {
  return MADE.some((condition) => line.endsWith(`(when ${condition})`));
}

test('everything declared exists, including what needs a failure or a slow database', () => {
  expect([...look.missing, ...look.conditional.filter(isMade)]).toEqual([]);
  const rest = look.conditional.filter((line) => !isMade(line));
  process.stdout.write(`Declared and not to be seen in this test:\n${rest.map((line) => `  ${line}\n`).join('')}`);
});

test('nothing exists that is not declared, including labels, attributes and values', () => {
  expect(look.violations).toEqual([]);
});

test.each([
  ['slow endpoint', 'POST /input'],
  ['slow query', 'INSERT user_history'],
  ['failed query', 'SELECT user_history'],
])('the log line of a %s links to its trace', async (event, name) => {
  const lines = await platform.logs.query(`_msg:="${event}"`);
  const ids = new Set(lines.flatMap(({ trace_id }) => trace_id ?? []));
  const traces = await Promise.all([...ids].map((id) => readJaegerTrace(platform.urls.jaeger, id)));
  expect(traces.flatMap((trace) => trace?.spans.map((span) => span.name) ?? [])).toContain(name);
});
