import { join } from 'node:path';
import { natsConfiguration } from '../paths.ts';
import type { BackendCommand, NatsSettings } from '../types.ts';
import { loopback } from './loopback.ts';

/** NATS with JetStream, for events of more than one process. */
export function natsCommand({ binary, dataDirectory, port, monitoring, token }: NatsSettings): BackendCommand {
  return {
    command: binary,
    args: ['--config', natsConfiguration],
    env: {
      GOMAXPROCS: '1',
      GOMEMLIMIT: '256MiB',
      // Its configuration reads each as a value of its own syntax.
      CORTEX_NATS_HOST: JSON.stringify(loopback),
      CORTEX_NATS_PORT: String(port),
      CORTEX_NATS_MONITORING: JSON.stringify(monitoring),
      CORTEX_NATS_TOKEN: JSON.stringify(token),
      CORTEX_NATS_STORE: JSON.stringify(join(dataDirectory, 'nats')),
    },
    readiness: { url: `http://${monitoring}/healthz` },
  };
}
