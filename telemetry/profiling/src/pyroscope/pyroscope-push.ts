import { createRequire } from 'node:module';
import { diag, ROOT_CONTEXT } from '@opentelemetry/api';
import { AsyncLocalStorageContextManager } from '@opentelemetry/context-async-hooks';
import { getStringFromEnv, parseKeyPairsIntoRecord, suppressTracing } from '@opentelemetry/core';
import type { Resource } from '@opentelemetry/resources';
import type { PyroscopeConfig } from '@pyroscope/nodejs';
import { canLabelSamples } from '../spans/async-context.ts';
import { SpanLabels } from '../spans/span-labels.ts';
import { LocalRootProcessor } from '../spans/span-processor.ts';
import type { StartedProfiling } from '../started-profiling.ts';
import { SAMPLING_INTERVAL_MICROSECONDS } from '../time/wall-profiler.ts';
import { adaptClient } from './push-client.ts';
import { PushContextManager } from './push-context-manager.ts';

const DEFAULT_SERVER = 'http://127.0.0.1:4040';

type Options = Readonly<{ resource: Resource; intervalMilliseconds: number }>;

/**
 * Pushes CPU, wall and heap profiles of the process directly to a Pyroscope with Pyroscope's own client, for set-ups without a Collector.
 * Settings: `PYROSCOPE_URL`, `PYROSCOPE_APPLICATION_NAME` (default: the service's name), `PYROSCOPE_TAGS`
 * (`key=value,…`), `PYROSCOPE_TOKEN` or `PYROSCOPE_USER` and `PYROSCOPE_PASSWORD`, `PYROSCOPE_TENANT`.
 */
export function startPush(options: Options): StartedProfiling {
  const labels = new SpanLabels(() => undefined);
  const labelled = canLabelSamples();
  const contextManager = labelled ? new PushContextManager(labels) : new AsyncLocalStorageContextManager();
  // Suppressed, because the client's own requests would be traced.
  let stopped: Promise<void> | undefined;
  const client = contextManager.with(suppressTracing(ROOT_CONTEXT), () => start(options));
  return {
    contextManager,
    spanProcessors: labelled ? [new LocalRootProcessor(labels)] : [],
    observe: () => {},
    // `@datadog/pprof` listens to `exit` for its own profiler, which the client uses.
    halt: () => {},
    stop: async () => {
      stopped ??= client && stop(client);
      await stopped;
    },
  };
}

type Client = typeof import('@pyroscope/nodejs');

function start(options: Options): Client | undefined {
  try {
    const require = createRequire(import.meta.url);
    const client: Client = require('@pyroscope/nodejs');
    client.init(configuration(options));
    adaptClient(require);
    client.start();
    return client;
  } catch (error) {
    diag.warn('running without profiles: the Pyroscope client could not start', error);
    return undefined;
  }
}

async function stop(client: Client): Promise<void> {
  await client.stop().catch((error: unknown) => diag.warn('the last profiles were not pushed to Pyroscope', error));
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
