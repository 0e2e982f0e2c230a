import { PORTS } from './settings.ts';

/** What `npm start -- --help` prints. */
export function usage(): string {
  const ports = Object.values(PORTS).map(
    ({ variable, normal, about }) => `  ${variable.padEnd(30)} ${String(normal).padStart(5)}  ${about}`,
  );
  return `Usage: npm start [-- <option> ...]

Builds the backends that are not in the cache yet, starts everything on loopback, and keeps it running until Ctrl-C.

Options:
  --build-only  only build the backends, and what the tests need besides
  --events nats start NATS, and send core-api's events through it
  --workers <n> run core-api as this many processes; auto: two per core
  --sampling    have two gateways decide which traces are stored: all with errors, slow ones and faults, and a share of the rest
  --help        show this

Variables:
  CORTEX_HOME                     state directory, default: .cortex in the repository
  XDG_CACHE_HOME                  the built backends are kept in its folder cortex, default: ~/.cache
${ports.join('\n')}
  CORTEX_EVENTS_URL               a NATS elsewhere to send core-api's events through
  PYROSCOPE_URL                   a Pyroscope to send profiles to, in place of the stack's own profile store
  CORTEX_ELASTICSEARCH_URL        an Elasticsearch for Jaeger's traces, in place of the state directory
  CORTEX_REMOTE_WRITE_URL         where Prometheus sends a copy of its samples, such as to Mimir or Thanos Receive
  CORTEX_ALERT_WEBHOOK_URL        where Alertmanager sends alerts, in place of the log store
  CORTEX_FAULTS                   whether faults can be injected, on or off; default: on, in production off
  LOG_LEVEL, OTEL_* and the like are passed to the services as they are; a secret, such as CORTEX_JWT_SECRET or DATABASE_URL, only to those that read it.

To run a second stack beside the first, set another CORTEX_HOME and other ports.
While a stack runs: npm run demo, npm run trace -- --latest, npm run profile -- core-api, npm run heapdiff -- memory-service,
npm run fault -- memory-service --latency 200ms, npm run tool -- memory-service get_history '{"user_id": "ada"}'`;
}
