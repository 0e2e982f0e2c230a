import { join } from 'node:path';
import { natsConfiguration } from '../paths.ts';
import type { BackendCommand, NatsSettings } from '../types.ts';
import { loopback } from './loopback.ts';

/** NATS with JetStream, for an event bus of several processes. */
export function natsCommand({ binary, dataDirectory, port, monitoring, token }: NatsSettings): BackendCommand {
  return {
    command: binary,
    args: ['--config', natsConfiguration],
    env: {
      GOMAXPROCS: '1',
      GOMEMLIMIT: '256MiB',
      // NATS parses each variable as a value in its configuration syntax.
      CORTEX_NATS_HOST: JSON.stringify(loopback),
      CORTEX_NATS_PORT: String(port),
      CORTEX_NATS_MONITORING: JSON.stringify(monitoring),
      CORTEX_NATS_TOKEN: JSON.stringify(token),
      CORTEX_NATS_STORE: JSON.stringify(join(dataDirectory, 'nats')),
    },
    // A stream that cannot be read makes no server unready: core-api creates it again.
    readiness: { url: `http://${monitoring}/healthz?js-server-only=true` },
  };
}
