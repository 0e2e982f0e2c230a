const SERVICES = ['core-api', 'memory-service', 'cognition-service'];

/** The secrets of the stack, each with the only processes that get it. */
const SECRET_READERS: Readonly<Record<string, readonly string[]>> = {
  CORTEX_JWT_SECRET: ['core-api'],
  CORTEX_INTERNAL_SECRET: SERVICES,
  CORTEX_EVENTS_URL: ['core-api'],
  DATABASE_URL: ['memory-service'],
  PGPASSWORD: ['memory-service'],
  // The supervisor writes it to a file for Alertmanager.
  CORTEX_ALERT_WEBHOOK_URL: [],
  CORTEX_ELASTICSEARCH_URL: ['jaeger'],
  // The supervisor writes it to Prometheus' configuration.
  CORTEX_REMOTE_WRITE_URL: [],
  PYROSCOPE_URL: SERVICES,
  PYROSCOPE_TOKEN: SERVICES,
  PYROSCOPE_PASSWORD: SERVICES,
  OTEL_EXPORTER_OTLP_HEADERS: SERVICES,
  OTEL_EXPORTER_OTLP_TRACES_HEADERS: SERVICES,
  OTEL_EXPORTER_OTLP_METRICS_HEADERS: SERVICES,
  OTEL_EXPORTER_OTLP_LOGS_HEADERS: SERVICES,
};

/** Names of other programs' secrets, which may be set in a developer's shell. */
const SECRET_NAME =
  /SECRET|PASSWORD|PASSWD|PASSPHRASE|TOKEN|CREDENTIAL|(API|ACCESS|PRIVATE|SIGNING)_?KEY|_AUTH$|WEBHOOK/i;
const URL_WITH_PASSWORD = /^[a-z][\w+.-]*:\/\/[^\s/?#]*:[^\s/?#]+@/i;

/** The environment of the stack without the secrets that the given process does not read. */
export function environmentFor(process: string, env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const isFor = ([name, value = '']: [string, string | undefined]) =>
    SECRET_READERS[name]?.includes(process) ?? !isSecret(name, value);
  return Object.fromEntries(Object.entries(env).filter(isFor));
}

/** The same for a backend. In the files of the Collector and of Jaeger a default replaces only a variable that is unset, not an empty one. */
export function environmentForBackend(name: string, env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(environmentFor(name, env)).filter(([, value]) => value !== ''));
}

function isSecret(name: string, value: string): boolean {
  return SECRET_NAME.test(name) || URL_WITH_PASSWORD.test(value);
}
