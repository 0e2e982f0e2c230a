import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempDisposable, readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { UserError } from '@cortex/local/console';
import type { Credentials } from '@cortex/local/demo';
import { z } from 'zod';
import type { Stage } from '../rows.ts';
import type { Target } from '../target.ts';

const metric = z.object({ values: z.record(z.string(), z.number()) });
const summarySchema = z.object({ metrics: z.record(z.string(), metric) });
const slowSchema = z.object({ stage: z.string(), milliseconds: z.number(), traceId: z.string() });

export interface StageMeasurement {
  /** Latencies of all answers, whether good or not. */
  milliseconds: { p50: number; p95: number; p99: number; max: number };
  requests: number;
  /** The share of requests without a good answer, 0 to 1. */
  errors: number;
  slowest: { milliseconds: number; traceId: string } | undefined;
}

export interface K6Options {
  /** The path of the executable. */
  k6: string;
  stages: readonly Stage[];
  target: Target;
  credentials: Credentials;
  signal: AbortSignal;
}

/** Runs the stages. Resolves to k6's measurements by stage id. Progress is printed to the console. */
export async function runK6(options: K6Options): Promise<Map<string, StageMeasurement>> {
  await using folder = await mkdtempDisposable(join(tmpdir(), 'cortex-load-'));
  const summaryFile = join(folder.path, 'summary.json');
  const slowest = await k6Process(options, summaryFile);
  const { metrics } = summarySchema.parse(JSON.parse(await readFile(summaryFile, 'utf8')));
  return new Map(options.stages.map(({ id }) => [id, measurementOf(id, metrics, slowest)]));
}

type Slowest = Map<string, { milliseconds: number; traceId: string }>;

async function k6Process(
  { k6, stages, target, credentials, signal }: K6Options,
  summaryFile: string,
): Promise<Slowest> {
  const child = spawn(
    k6,
    [
      'run',
      ...(process.stdout.isTTY ? [] : ['--quiet']),
      '--no-usage-report',
      '--log-format=raw',
      join(import.meta.dirname, 'script.ts'),
    ],
    {
      env: {
        ...process.env,
        LOAD_STAGES: JSON.stringify(stages),
        LOAD_SUMMARY: summaryFile,
        LOAD_CORE_API: target.coreApi,
        LOAD_MEMORY: target.memory,
        LOAD_COGNITION: target.cognition,
        LOAD_INTERNAL_SECRET: target.internalSecret,
        LOAD_USERNAME: credentials.username,
        LOAD_PASSWORD: credentials.password,
      },
      stdio: ['ignore', 'inherit', 'pipe'],
      signal,
    },
  );
  const slowest: Slowest = new Map();
  const other: string[] = [];
  createInterface(child.stderr).on('line', (line) => note(line, { slowest, other }));
  const code = await endOf(child);
  if (code === 0) return slowest;
  throw new UserError(`k6 ended with ${code}:\n${other.slice(-10).join('\n')}`);
}

/** Resolves to its exit status. When interrupted, also waits until k6 has ended, so that nothing of it is left. Rejects if it could not be started. */
function endOf(child: ChildProcess): Promise<number | null> {
  return new Promise((resolve, reject) => {
    child.on('error', (error) => child.pid === undefined && reject(error));
    child.once('close', resolve);
  });
}

function note(line: string, { slowest, other }: { slowest: Slowest; other: string[] }): void {
  const { data } = slowSchema.safeParse(parsed(line));
  if (!data) other.push(line);
  else if (data.milliseconds > (slowest.get(data.stage)?.milliseconds ?? 0)) slowest.set(data.stage, data);
}

function parsed(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}

function measurementOf(
  id: string,
  metrics: z.output<typeof summarySchema>['metrics'],
  slowest: Slowest,
): StageMeasurement {
  const valuesOf = (name: string) => metrics[name]?.values ?? {};
  const latency = valuesOf(`latency_${id}`);
  return {
    milliseconds: {
      p50: latency.med ?? Number.NaN,
      p95: latency['p(95)'] ?? Number.NaN,
      p99: latency['p(99)'] ?? Number.NaN,
      max: latency.max ?? Number.NaN,
    },
    requests: latency.count ?? 0,
    errors: 1 - (valuesOf(`success_${id}`).rate ?? 0),
    slowest: slowest.get(id),
  };
}
