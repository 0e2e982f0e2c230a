import { execFile } from 'node:child_process';
import { mkdtempDisposableSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { repository } from '../settings.ts';
import { freePort } from '../testing/free-ports.ts';
import { type RecordedTrace, recordedTrace, startJaegerStandIn } from './testing/jaeger-stand-in.ts';
import { startPrometheusStandIn } from './testing/prometheus-stand-in.ts';

const recorded = recordedTrace();
const id = recorded.traceID;

const drawn = `Trace ${id}: 10 spans, 2 services, 122.2 ms, 1 error
✗ POST /input                  core-api        server     122.2 ms  ████████████████████████
│   503
└ router - (?:\\/|$)            core-api        internal   119.1 ms  ███████████████████████
  └ router - /input            core-api        internal   117.8 ms  ███████████████████████
    └ server/discover          core-api        client      95.7 ms   ███████████████████
      ├ POST                   core-api        client      62.9 ms       ████████████
      │ └ POST /mcp            memory-service  server      53.2 ms        ██████████
      │   └ router - /mcp      memory-service  internal    51.2 ms         ██████████
      │     └ router - /mcp    memory-service  internal    50.8 ms         ██████████
      │       └ router - /mcp  memory-service  internal    40.7 ms           ████████
      │             ← server/discover (memory-service)
      └ server/discover        memory-service  server       3.1 ms                 █
            → router - /mcp (memory-service)
`;

let stop: (() => void)[] = [];
afterEach(() => {
  for (const one of stop) one();
  stop = [];
});

async function jaegerWith(...traces: RecordedTrace[]): Promise<string> {
  const jaeger = await startJaegerStandIn(traces);
  stop.push(jaeger.stop);
  return jaeger.url;
}

async function prometheusWith(queueSize: string | undefined): Promise<string> {
  const prometheus = await startPrometheusStandIn(queueSize);
  stop.push(prometheus.stop);
  return prometheus.url;
}

function trace(args: string[], env: NodeJS.ProcessEnv): Promise<{ code: number; stdout: string; stderr: string }> {
  const script = join(repository, 'deploy/local/src/trace/main.ts');
  const { NO_COLOR: _, FORCE_COLOR: __, ...rest } = process.env;
  return new Promise((resolve) => {
    execFile(
      process.execPath,
      ['--conditions=cortex-source', script, ...args],
      { env: { ...rest, ...env } },
      (error, stdout, stderr) => resolve({ code: Number(error?.code ?? 0), stdout, stderr }),
    );
  });
}

test('draws a trace as a tree with services, durations and errors, without colours in a pipe', async () => {
  const CORTEX_JAEGER_URL = await jaegerWith(recorded);
  expect(await trace([id.toUpperCase()], { CORTEX_JAEGER_URL })).toEqual({ code: 0, stdout: drawn, stderr: '' });
});

test('marks errors and services with colours if they are wanted', async () => {
  const CORTEX_JAEGER_URL = await jaegerWith(recorded);
  const { stdout } = await trace([id], { CORTEX_JAEGER_URL, FORCE_COLOR: '1' });
  expect(stdout).toContain('\u001b[31m✗ POST /input');
  expect(stdout).toContain('\u001b[36mcore-api');
});

test('draws orphans under their missing parent', async () => {
  const spans = recorded.spans.filter(({ operationName }) => operationName !== 'router - /input');
  const { stdout } = await trace([id], { CORTEX_JAEGER_URL: await jaegerWith({ ...recorded, spans }) });
  expect(stdout).toMatch(/^Trace .* 1 span without its parent\n/);
  expect(stdout).toMatch(/\n\? parent [0-9a-f]{16} is missing from the trace\n└ server\/discover +core-api/);
});

test('lets no span send control sequences to the terminal', async () => {
  const spans = recorded.spans.map((span) => ({ ...span, operationName: `a\u001b[2Jb\n${span.operationName}` }));
  const { stdout } = await trace([id], { CORTEX_JAEGER_URL: await jaegerWith({ ...recorded, spans }) });
  expect(stdout).not.toContain('\u001b');
  expect(stdout).toContain('a�[2Jb POST /input');
});

test('takes the latest trace that is not of a health check', async () => {
  const older = { ...recorded, traceID: 'a'.repeat(32), spans: later(recorded, { id: 'a', by: -1000 }) };
  const check = {
    ...recorded,
    traceID: 'b'.repeat(32),
    spans: later(recorded, { id: 'b', by: 1000, path: '/health' }),
  };
  const CORTEX_JAEGER_URL = await jaegerWith(older, recorded, check);
  expect((await trace(['--latest'], { CORTEX_JAEGER_URL })).stdout).toBe(drawn);
  expect((await trace([], { CORTEX_JAEGER_URL })).stdout).toBe(drawn);
});

test('says how old the newest trace is, and how many spans the Collector still holds', async () => {
  const CORTEX_JAEGER_URL = await jaegerWith(recorded);
  const CORTEX_PROMETHEUS_URL = await prometheusWith('90936');
  const { stderr, stdout } = await trace(['--latest'], { CORTEX_JAEGER_URL, CORTEX_PROMETHEUS_URL });
  expect(stdout).toBe(drawn);
  expect(stderr).toMatch(
    /^The newest trace in Jaeger began .* ago\.\nThe Collector holds 90,936 spans that Jaeger has/,
  );
  const idle = await trace([], { CORTEX_JAEGER_URL, CORTEX_PROMETHEUS_URL: await prometheusWith('0') });
  expect(idle.stderr).toMatch(/ ago\.\n$/);
});

test('says how much the Collector holds even if Jaeger does not answer, and says if that is unknown', async () => {
  const CORTEX_JAEGER_URL = `http://127.0.0.1:${await freePort()}`;
  const known = await trace([], { CORTEX_JAEGER_URL, CORTEX_PROMETHEUS_URL: await prometheusWith('12') });
  expect(known.stderr).toMatch(
    /could not be reached[\s\S]*\nThe Collector holds 12 spans that Jaeger has not received yet\.\n$/,
  );
  const silent = await trace([], { CORTEX_JAEGER_URL, CORTEX_PROMETHEUS_URL: await prometheusWith(undefined) });
  expect(silent.stderr).toMatch(/has had no metrics from the Collector for a minute\.\n$/);
  const unknown = await trace([], { CORTEX_JAEGER_URL, CORTEX_PROMETHEUS_URL: CORTEX_JAEGER_URL });
  expect(unknown.stderr).toMatch(/How much the Collector holds for Jaeger is unknown: .*ECONNREFUSED/);
});

test('accepts the id of an input in place of that of its trace', async () => {
  const inputId = '0b2f5e6c-9d1a-4c3b-8e7f-112233445566';
  const [first, ...rest] = recorded.spans;
  const marked = { ...first, tags: [...(first?.tags ?? []), { key: 'input_id', value: inputId }] };
  const spans = [marked as (typeof rest)[number], ...rest];
  const CORTEX_JAEGER_URL = await jaegerWith(
    { ...recorded, traceID: 'c'.repeat(32), spans: [] },
    { ...recorded, spans },
  );
  expect((await trace([inputId], { CORTEX_JAEGER_URL })).stdout).toMatch(`Trace ${id}: 10 spans`);
  const unknown = await trace([inputId.replace('0b', '0c')], { CORTEX_JAEGER_URL });
  expect(unknown).toMatchObject({ code: 1, stderr: expect.stringMatching(/knows no trace of the input 0c2f5e6c-/) });
});

test('accepts an id of 64 bits as Jaeger shows it, and shows it in full', async () => {
  const short = 'b29915b95c137e72';
  const whole = short.padStart(32, '0');
  const spans = recorded.spans.map((span) => ({ ...span, traceID: short }));
  const CORTEX_JAEGER_URL = await jaegerWith({ ...recorded, traceID: whole, spans });
  for (const given of [short, whole]) {
    expect((await trace([given], { CORTEX_JAEGER_URL })).stdout).toMatch(`Trace ${whole}: 10 spans`);
  }
});

function later({ spans }: RecordedTrace, { id: digit, by, path }: { id: string; by: number; path?: string }) {
  return spans.map((span) => ({
    ...span,
    traceID: digit.repeat(32),
    startTime: span.startTime + by,
    tags: span.tags.map((tag) => (tag.key === 'url.path' && path !== undefined ? { ...tag, value: path } : tag)),
  }));
}

test('prints the spans as JSON', async () => {
  const { stdout } = await trace([id, '--json'], { CORTEX_JAEGER_URL: await jaegerWith(recorded) });
  const { traceId, spans } = JSON.parse(stdout);
  expect(traceId).toBe(id);
  expect(spans).toHaveLength(10);
  expect(spans[0]).toMatchObject({
    name: 'POST /input',
    service: 'core-api',
    status: 'ERROR',
  });
});

test('prints only the JSON to standard output if npm gets the option', async () => {
  const env = { ...process.env, CORTEX_JAEGER_URL: await jaegerWith(recorded) };
  const { stdout } = await promisify(execFile)('npm', ['run', 'trace', '--json', '--', id], { cwd: repository, env });
  expect(JSON.parse(stdout)).toMatchObject({ traceId: id });
});

test('says that a trace is unknown, and what the reason may be', async () => {
  const { code, stderr } = await trace(['0'.repeat(32)], { CORTEX_JAEGER_URL: await jaegerWith(recorded) });
  expect({ code, stderr }).toMatchObject({
    code: 1,
    stderr: expect.stringMatching(/knows no trace 0{32}\. It may have/),
  });
});

test('lists the traces that a search finds, the newest first, and draws the newest with --latest', async () => {
  const older = { ...recorded, traceID: 'a'.repeat(32), spans: later(recorded, { id: 'a', by: -1000 }) };
  const CORTEX_JAEGER_URL = await jaegerWith(older, recorded);
  const question = ['--service', 'core-api', '--error', '--min', '100ms', '--attribute', 'url.path=/input'];
  const { stdout } = await trace(question, { CORTEX_JAEGER_URL });
  const [head, ...rows] = stdout.trimEnd().split('\n');
  expect(head).toMatch(/^trace +began +took +spans +failed +request$/);
  expect(rows.map((row) => row.split(/ {2,}/))).toEqual([
    [id, expect.stringMatching(/^2\d{3}-/), '122.2 ms', '10', '1', 'core-api POST /input (503)'],
    ['a'.repeat(32), expect.stringMatching(/^2\d{3}-/), '122.2 ms', '10', '1', 'core-api POST /input (503)'],
  ]);
  const listed = JSON.parse((await trace([...question, '--json'], { CORTEX_JAEGER_URL })).stdout);
  expect(listed).toMatchObject([{ traceId: id, failures: 1 }, { traceId: 'a'.repeat(32) }]);
  expect((await trace([...question, '--latest'], { CORTEX_JAEGER_URL })).stdout).toBe(drawn);
  const longer = await trace(['--min', '10s'], { CORTEX_JAEGER_URL });
  expect(longer).toMatchObject({ code: 1, stdout: '', stderr: expect.stringMatching(/^No trace matches\. /) });
});

test('shows all attributes with --attributes', async () => {
  const { stdout } = await trace([id, '--attributes'], { CORTEX_JAEGER_URL: await jaegerWith(recorded) });
  expect(stdout).toMatch(/ error\.type=503/);
  expect(stdout).toMatch(/ url\.path=\/input/);
});

test('explains the trace as far as the backends know, and names those that do not answer', async () => {
  const away = `http://127.0.0.1:${await freePort()}`;
  const env = {
    CORTEX_JAEGER_URL: await jaegerWith(recorded),
    CORTEX_CONSOLE_PROMETHEUS_URL: away,
    CORTEX_CONSOLE_PROFILES_URL: away,
    CORTEX_CONSOLE_LOGS_URL: away,
  };
  const { stdout } = await trace([id, '--explain'], env);
  expect(stdout).toMatch(/^1\. .*503/);
  expect(stdout).toMatch(/\n\d\. .*The log store at \S+ could not be reached/);
  expect(stdout.endsWith(`\n\n${drawn}`)).toBe(true);
  const { explanation, spans } = JSON.parse((await trace([id, '--explain', '--json'], env)).stdout);
  expect({ first: explanation[0], count: spans.length }).toEqual({ first: expect.stringMatching(/503/), count: 10 });
});

test.each([
  [['xyz']],
  [['--lattest']],
  [[id, '--latest']],
  [[id, id]],
  [[id, '--error']],
  [['--operation', 'POST /input']],
  [['--min', 'long']],
  [['--attribute', 'http.route']],
])('answers %j with its usage', async (args) => {
  const { code, stderr } = await trace(args, {});
  expect({ code, stderr }).toMatchObject({ code: 2, stderr: expect.stringContaining('Usage: npm run trace') });
});

test('says how to start a stack if none runs', async () => {
  using home = mkdtempDisposableSync(join(tmpdir(), 'cortex-local-'));
  const { code, stderr } = await trace([], { CORTEX_HOME: home.path });
  expect({ code, stderr }).toMatchObject({ code: 1, stderr: expect.stringContaining('npm start') });
});

test('says that Jaeger does not answer', async () => {
  const { code, stderr } = await trace([id], { CORTEX_JAEGER_URL: `http://127.0.0.1:${await freePort()}` });
  expect({ code, stderr }).toMatchObject({
    code: 1,
    stderr: expect.stringMatching(/could not be reached: .*ECONNREFUSED/),
  });
});
