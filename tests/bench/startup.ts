/**
 * `npm run bench -- startup [--json] [--skip-cold] [--rounds N]`: how long the stack takes to start, cold and warm, what
 * `--import` costs an empty program, how long a trace takes to reach Jaeger, and how much memory each process holds.
 * A cold start downloads and builds every backend into empty caches, which takes minutes.
 */
import { randomUUID } from 'node:crypto';
import { mkdtempDisposable } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { INTERRUPTED_STATUS, listenForInterruption } from '@cortex/local/console';
import { CoreApiClient, isWholeTrace } from '@cortex/local/demo';
import { eventually, findJaegerTraces } from '@cortex/trace-testing';
import { mebibytes, memoryOf } from '../platform/limits/process-memory.ts';
import { ProcessRunner, type StartedProcesses } from '../platform/process-runner.ts';
import { importCost } from './startup/import-cost.ts';
import { readStartupOptions } from './startup/options.ts';
import { type Spread, spreadOf } from './startup/spread.ts';

const USER = { username: 'user@example.com', password: 'password123' };
const COLD_TIMEOUT_MILLISECONDS = 40 * 60_000;
/** How long the stack is left idle before its memory is read. */
const SETTLE_MILLISECONDS = 10_000;
const REQUESTS = 10;
const IMPORTS = 15;

const { json, skipsCold, rounds } = readStartupOptions(process.argv.slice(2));

const say = (line: string) => console.log(line);
const { stop: signal } = listenForInterruption(say);

const show = ({ median, min, max }: Spread, unit = 's') => `${median} ${unit} (${min} to ${max})`;

async function timedStart(runner: ProcessRunner): Promise<{ seconds: number; platform: StartedProcesses }> {
  const start = performance.now();
  const platform = await runner.start();
  return { seconds: (performance.now() - start) / 1000, platform };
}

async function coldStart(): Promise<number> {
  await using directory = await mkdtempDisposable(join(tmpdir(), 'cortex-cold-'));
  const env = {
    XDG_CACHE_HOME: directory.path,
    GOCACHE: join(directory.path, 'go-build'),
    GOMODCACHE: join(directory.path, 'go-mod'),
    // By default Go writes its module cache read-only, so that it could not be removed afterwards.
    GOFLAGS: `${process.env.GOFLAGS ?? ''} -modcacherw`.trim(),
  };
  const { seconds, platform } = await timedStart(
    new ProcessRunner({ env, signal, startTimeoutMilliseconds: COLD_TIMEOUT_MILLISECONDS }),
  );
  await platform.stop();
  return seconds;
}

async function warmStarts(): Promise<Spread> {
  await using home = await mkdtempDisposable(join(tmpdir(), 'cortex-warm-'));
  const seconds: number[] = [];
  // The first start in a home creates its databases, so only later ones are warm.
  for (let round = 0; round <= rounds; round++) {
    const started = await timedStart(new ProcessRunner({ home: home.path, signal }));
    if (round > 0) seconds.push(started.seconds);
    await started.platform.stop();
  }
  return spreadOf(seconds);
}

async function visibleTraces(platform: StartedProcesses): Promise<Spread> {
  const client = new CoreApiClient(platform.urls.coreApi, AbortSignal.timeout(120_000));
  await client.login(USER);
  const seconds: number[] = [];
  for (let request = 0; request <= REQUESTS; request++) {
    signal.throwIfAborted();
    const taken = await visibleTrace(client, platform.urls.jaeger);
    if (request > 0) seconds.push(taken);
  }
  return spreadOf(seconds);
}

async function visibleTrace(client: CoreApiClient, jaeger: string): Promise<number> {
  const userAgent = `bench/${randomUUID()}`;
  const start = performance.now();
  await client.sendInput('When does the trace of this arrive?', userAgent);
  const query = { service: 'core-api', tags: { 'user_agent.original': userAgent }, limit: 1 };
  return eventually(
    async () => {
      const [trace] = await findJaegerTraces(jaeger, query);
      return trace !== undefined && isWholeTrace(trace) ? (performance.now() - start) / 1000 : undefined;
    },
    { what: 'the trace in Jaeger', intervalMilliseconds: 20 },
  );
}

/** The resident set size of each process and their sum, in megabytes. Pages that processes share count for each of them. */
function residentMegabytes(platform: StartedProcesses): Record<string, number> {
  const { supervisor, processes } = platform.state;
  const sizes = [...processes, { ...supervisor, name: 'supervisor' }].map(
    ({ name, pid }) => [name, mebibytes(memoryOf(pid).resident)] as const,
  );
  const total = sizes.reduce((sum, [, size]) => sum + size, 0);
  return Object.fromEntries([...sizes, ['total', total]]);
}

async function main(): Promise<void> {
  const coldStartSeconds = skipsCold ? undefined : Number((await coldStart()).toFixed(1));
  if (coldStartSeconds !== undefined) say(`cold start        ${coldStartSeconds} s, all backends downloaded and built`);
  const warm = await warmStarts();
  say(`warm start        ${show(warm)}, ${rounds} starts`);
  const imported = await importCost({ rounds: IMPORTS, signal });
  say(
    `--import          ${show(imported.milliseconds, 'ms')} CPU, ${show(imported.megabytes, 'MB')}, ${IMPORTS} empty programs`,
  );
  const { platform } = await timedStart(new ProcessRunner({ signal }));
  try {
    const visible = await visibleTraces(platform);
    say(`visible trace     ${show(visible)} from request to the whole trace in Jaeger, ${REQUESTS} requests`);
    await pause(SETTLE_MILLISECONDS, undefined, { signal });
    const rssMegabytes = residentMegabytes(platform);
    for (const [name, size] of Object.entries(rssMegabytes)) say(`${name.padEnd(18)}${size} MB`);
    const spread = { warmStartSeconds: warm, visibleTraceSeconds: visible };
    const figures = {
      imported,
      warmStartSeconds: warm.median,
      visibleTraceSeconds: visible.median,
      rssMegabytes,
      spread,
    };
    if (json) say(JSON.stringify({ coldStartSeconds: coldStartSeconds ?? null, ...figures }));
  } finally {
    await platform.stop();
  }
}

try {
  await main();
} catch (error) {
  if (!signal.aborted) throw error;
  // Polls that waited for the start are still running.
  process.exit(INTERRUPTED_STATUS);
}
