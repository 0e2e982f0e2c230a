import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { diag, ROOT_CONTEXT } from '@opentelemetry/api';
import { AsyncLocalStorageContextManager } from '@opentelemetry/context-async-hooks';
import { getStringFromEnv, parseKeyPairsIntoRecord, suppressTracing } from '@opentelemetry/core';
import type { Resource } from '@opentelemetry/resources';
import type { PyroscopeConfig } from '@pyroscope/nodejs';
import type { StartedProfiling } from './start.ts';
import { SAMPLING_INTERVAL_MICROSECONDS } from './wall-profiler.ts';

const DEFAULT_SERVER = 'http://127.0.0.1:4040';

type Options = Readonly<{ resource: Resource; intervalMilliseconds: number }>;

/**
 * Pushes CPU, wall and heap profiles of the process straight to a Pyroscope, by Pyroscope's own client: for a Pyroscope without a Collector.
 * Its samples know no spans. Settings: `PYROSCOPE_URL`, `PYROSCOPE_APPLICATION_NAME` (default: the service's name), `PYROSCOPE_TAGS`
 * (`key=value,…`), `PYROSCOPE_TOKEN` or `PYROSCOPE_USER` and `PYROSCOPE_PASSWORD`, `PYROSCOPE_TENANT`.
 */
export function startPush(options: Options): StartedProfiling {
  const contextManager = new AsyncLocalStorageContextManager();
  // The client's own requests would otherwise be traced.
  const started = contextManager.with(suppressTracing(ROOT_CONTEXT), () => start(options));
  return { contextManager, spanProcessors: [], stop: () => stop(started) };
}

type Client = typeof import('@pyroscope/nodejs');

async function start(options: Options): Promise<Client | undefined> {
  try {
    const require = createRequire(import.meta.url);
    const client: Client = require('@pyroscope/nodejs');
    client.init(configuration(options));
    freeTimers(require);
    client.start();
    return client;
  } catch (error) {
    diag.warn('profiles cannot be pushed to Pyroscope, the application runs without them', error);
    return undefined;
  }
}

interface RoundTimer {
  timer?: NodeJS.Timeout;
  scheduleProfilingRound(): void;
}

/** The client's timers would keep a process alive that has nothing else to do, and it offers no way to free them. */
function freeTimers(require: NodeJS.Require): void {
  const internals = join(dirname(require.resolve('@pyroscope/nodejs')), 'utils/pyroscope-profiler.js');
  const { wallProfiler, heapProfiler }: Record<string, RoundTimer> = require(internals).getProfiler();
  for (const profiler of [wallProfiler, heapProfiler]) {
    if (profiler === undefined) continue;
    const schedule = profiler.scheduleProfilingRound;
    profiler.scheduleProfilingRound = () => {
      schedule.call(profiler);
      profiler.timer?.unref();
    };
  }
}

async function stop(started: Promise<Client | undefined>): Promise<void> {
  const client = await started;
  await client?.stop().catch((error: unknown) => diag.warn('the last profiles were not pushed to Pyroscope', error));
}

function configuration({ resource, intervalMilliseconds }: Options): PyroscopeConfig {
  const { 'service.name': service, 'deployment.environment.name': environment } = resource.attributes;
  const flushIntervalMs = Math.round(intervalMilliseconds);
  return {
    appName: getStringFromEnv('PYROSCOPE_APPLICATION_NAME') ?? String(service),
    serverAddress: getStringFromEnv('PYROSCOPE_URL') ?? DEFAULT_SERVER,
    tags: {
      service: String(service),
      environment: String(environment),
      ...parseKeyPairsIntoRecord(getStringFromEnv('PYROSCOPE_TAGS')),
    },
    authToken: getStringFromEnv('PYROSCOPE_TOKEN'),
    basicAuthUser: getStringFromEnv('PYROSCOPE_USER'),
    basicAuthPassword: getStringFromEnv('PYROSCOPE_PASSWORD'),
    tenantID: getStringFromEnv('PYROSCOPE_TENANT'),
    flushIntervalMs,
    wall: {
      samplingDurationMs: flushIntervalMs,
      samplingIntervalMicros: SAMPLING_INTERVAL_MICROSECONDS,
      collectCpuTime: true,
    },
  };
}
