import { AlertmanagerClient } from './alertmanager.ts';
import type { BackendName } from './backend-error.ts';
import { JaegerClient } from './jaeger/jaeger-client.ts';
import { traceCache } from './jaeger/trace-cache.ts';
import { LogStoreClient } from './log-store.ts';
import { ProfileStoreClient } from './profile-store.ts';
import { PrometheusClient } from './prometheus.ts';

export interface Backends {
  jaeger: JaegerClient;
  prometheus: PrometheusClient;
  profiles: ProfileStoreClient;
  logs: LogStoreClient;
  alertmanager: AlertmanagerClient;
}

export type BackendUrls = Record<BackendName, string>;

/** The environment variables that set the backends' URLs. */
export const VARIABLES = {
  jaeger: 'CORTEX_CONSOLE_JAEGER_URL',
  prometheus: 'CORTEX_CONSOLE_PROMETHEUS_URL',
  profiles: 'CORTEX_CONSOLE_PROFILES_URL',
  logs: 'CORTEX_CONSOLE_LOGS_URL',
  alertmanager: 'CORTEX_CONSOLE_ALERTMANAGER_URL',
} as const satisfies Record<BackendName, string>;

/** An answer must come while its reader still waits, but a large trace takes Jaeger some seconds. */
const TIMEOUT_MILLISECONDS = 10_000;

/** @param traces the cache of recent traces, shared by all clients of the same backends */
export function backendsAt(urls: BackendUrls, traces = traceCache()): Backends {
  const address = (backend: BackendName) => ({
    backend,
    url: urls[backend].replace(/\/+$/, ''),
    variable: VARIABLES[backend],
    timeoutMilliseconds: TIMEOUT_MILLISECONDS,
  });
  return {
    jaeger: new JaegerClient(address('jaeger'), traces),
    prometheus: new PrometheusClient(address('prometheus')),
    profiles: new ProfileStoreClient(address('profiles')),
    logs: new LogStoreClient(address('logs')),
    alertmanager: new AlertmanagerClient(address('alertmanager')),
  };
}
