import { join } from 'node:path';
import { jaegerDirectory } from '../paths.ts';
import type { BackendCommand, JaegerSettings } from '../types.ts';
import { jaegerUi } from './jaeger-ui.ts';

/** Jaeger, with its traces in Badger, whose configuration says how long they are kept, or in an Elasticsearch. */
export function jaegerCommand(settings: JaegerSettings): BackendCommand {
  return {
    command: settings.binary,
    args: ['config', settings.elasticsearchUrl === undefined ? 'badger' : 'elasticsearch'].flatMap((name) => [
      '--config',
      join(jaegerDirectory, `${name}.yaml`),
    ]),
    env: {
      // One core: Jaeger works in many small steps, and threads on two cores spent an eighth of its time waking each other.
      GOMAXPROCS: '1',
      // Without this limit, half of its memory is garbage during a backlog: 625 MB of the 768 that a container gives it.
      GOMEMLIMIT: '448MiB',
      CORTEX_JAEGER_HOST: settings.host,
      CORTEX_JAEGER_PORT: String(settings.queryPort),
      CORTEX_JAEGER_OTLP_PORT: String(settings.otlpPort),
      CORTEX_JAEGER_HEALTH_PORT: String(settings.healthPort),
      CORTEX_JAEGER_METRICS_PORT: String(settings.metricsPort),
      CORTEX_JAEGER_UI: jaegerUi(settings.dataDirectory),
      ...(settings.elasticsearchUrl !== undefined && { CORTEX_ELASTICSEARCH_URL: settings.elasticsearchUrl }),
      CORTEX_JAEGER_STORAGE: join(settings.dataDirectory, 'jaeger'),
    },
    readiness: { url: `http://${settings.host}:${settings.healthPort}/status` },
  };
}
