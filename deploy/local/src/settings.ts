import { join, resolve } from 'node:path';
import { UserError } from './user-error.ts';

export const repository = resolve(import.meta.dirname, '../../..');

/** Every port of the stack: the variable that sets it, its default, and who listens on it. */
export const PORTS = {
  console: { variable: 'CORTEX_CONSOLE_PORT', normal: 3000, about: 'console: its page, and MCP for coding agents' },
  coreApi: { variable: 'CORTEX_CORE_API_PORT', normal: 8000, about: 'core-api' },
  memory: { variable: 'CORTEX_MEMORY_PORT', normal: 9000, about: 'memory-service' },
  cognition: { variable: 'CORTEX_COGNITION_PORT', normal: 9100, about: 'cognition-service' },
  collectorGrpc: { variable: 'CORTEX_COLLECTOR_GRPC_PORT', normal: 4317, about: 'Collector, OTLP over gRPC' },
  collectorHttp: { variable: 'CORTEX_COLLECTOR_HTTP_PORT', normal: 4318, about: 'Collector, OTLP over HTTP' },
  collectorFluent: {
    variable: 'CORTEX_COLLECTOR_FLUENT_PORT',
    normal: 24224,
    about: 'Collector, Fluentd forward; opened only if this is set',
  },
  collectorHealth: { variable: 'CORTEX_COLLECTOR_HEALTH_PORT', normal: 13133, about: 'Collector, health' },
  jaeger: { variable: 'CORTEX_JAEGER_PORT', normal: 16686, about: 'Jaeger, query API' },
  jaegerMetrics: { variable: 'CORTEX_JAEGER_METRICS_PORT', normal: 14888, about: 'Jaeger, metrics' },
  prometheus: { variable: 'CORTEX_PROMETHEUS_PORT', normal: 9090, about: 'Prometheus' },
  alertmanager: { variable: 'CORTEX_ALERTMANAGER_PORT', normal: 9093, about: 'Alertmanager' },
  logs: { variable: 'CORTEX_LOGS_PORT', normal: 9428, about: 'log store' },
  profiles: { variable: 'CORTEX_PYROSCOPE_PORT', normal: 4040, about: 'profile store' },
  nats: { variable: 'CORTEX_NATS_PORT', normal: 4222, about: 'NATS; opened only with `--events nats`' },
} as const;

export type PortName = keyof typeof PORTS;
export type Ports = Record<PortName, number>;

export interface Settings {
  /** Absolute path of the directory that holds everything kept between starts. */
  home: string;
  ports: Ports;
  /** Comma-separated host names that requests may use besides IP addresses and localhost. */
  allowedHosts: string;
  /** Whether the Collector opens its port for the log lines of containers. */
  takesContainerLines: boolean;
  /** URL of a Pyroscope that receives the profiles; undefined: the stack's own profile store does. */
  pyroscopeUrl: string | undefined;
  /** URL of the webhook that receives alerts; undefined: the log store keeps them. */
  alertWebhookUrl: string | undefined;
  /** Where Prometheus sends a copy of all samples, by remote write. */
  remoteWriteUrl: string | undefined;
  /** Where Jaeger's traces go in place of this machine. */
  elasticsearchUrl: string | undefined;
  /** How long Jaeger's store keeps traces: Badger deletes them then, and nobody looks further back. */
  traceRetentionHours: number;
}

const names = Object.keys(PORTS) as PortName[];
/** The default in deploy/jaeger. */
const TRACE_RETENTION_HOURS = 168;

/**
 * Reads the settings from the environment. An empty variable counts as unset.
 * @throws {UserError} one error that lists every invalid variable
 */
export function readSettings(env: NodeJS.ProcessEnv): Settings {
  const ports = readPorts(env);
  refuseDoubles(ports);
  checkSampling(env);
  return {
    ports,
    takesContainerLines: Boolean(env[PORTS.collectorFluent.variable]),
    allowedHosts: env.CORTEX_ALLOWED_HOSTS ?? '',
    pyroscopeUrl: readUrl('PYROSCOPE_URL', env)?.replace(/\/$/, ''),
    alertWebhookUrl: readUrl('CORTEX_ALERT_WEBHOOK_URL', env),
    elasticsearchUrl: readUrl('CORTEX_ELASTICSEARCH_URL', env),
    remoteWriteUrl: readUrl('CORTEX_REMOTE_WRITE_URL', env),
    traceRetentionHours: readRetention(env),
    home: resolve(env.CORTEX_HOME || join(repository, '.cortex')),
  };
}

/** Folder of the dashboards. Grafana and the console both read them from there. */
export const dashboardsFolder = join(repository, 'deploy/grafana/dashboards');

/** Folder in which `npm run load` stores its results for the console. */
export function loadFolder({ home }: Pick<Settings, 'home'>): string {
  return join(home, 'load');
}

/** The error does not repeat the value, because the path of a webhook or a password in the URL gives access. */
function readUrl(variable: string, env: NodeJS.ProcessEnv): string | undefined {
  const given = env[variable];
  if (!given) return undefined;
  if (!/^https?:$/.test(URL.parse(given)?.protocol ?? ''))
    throw new UserError(
      `${variable}: expected an http or https URL, got a value of ${given.length} characters that is not one`,
    );
  return given;
}

/** Jaeger reads it itself, as a Go duration; whole hours are what its search takes as well. */
function readRetention({ CORTEX_JAEGER_RETENTION: retention }: NodeJS.ProcessEnv): number {
  if (!retention) return TRACE_RETENTION_HOURS;
  if (!/^[1-9]\d{0,4}h$/.test(retention))
    throw new UserError(`CORTEX_JAEGER_RETENTION: expected whole hours, from 1h to 99999h, got "${retention}"`);
  return Number.parseInt(retention, 10);
}

/** The gateways read these themselves, and would take a percentage of any size. */
function checkSampling({
  CORTEX_SAMPLING_WAIT: wait,
  CORTEX_SAMPLING_PERCENTAGE: percentage,
}: NodeJS.ProcessEnv): void {
  if (wait && !/^(\d+(\.\d+)?(ms|s|m|h))+$/.test(wait))
    throw new UserError(`CORTEX_SAMPLING_WAIT: expected a time with its unit, such as 15s, got "${wait}"`);
  if (percentage && !(Number(percentage) >= 0 && Number(percentage) <= 100))
    throw new UserError(`CORTEX_SAMPLING_PERCENTAGE: expected a number from 0 to 100, got "${percentage}"`);
}

function readPorts(env: NodeJS.ProcessEnv): Ports {
  const wrong: string[] = [];
  const entries = names.map((name) => {
    const { variable, normal } = PORTS[name];
    const given = env[variable] || String(normal);
    const port = /^\d{1,5}$/.test(given) ? Number(given) : 0;
    if (port < 1 || port > 65_535) wrong.push(`${variable}: expected a port from 1 to 65535, got "${given}"`);
    return [name, port] as const;
  });
  if (wrong.length > 0) throw new UserError(wrong.join('\n'));
  return Object.fromEntries(entries) as Ports;
}

function refuseDoubles(ports: Ports): void {
  const doubles = [...Map.groupBy(names, (name) => ports[name])].filter(([, users]) => users.length > 1);
  if (doubles.length === 0) return;
  const lines = doubles.map(([port, users]) => {
    const variables = users.map((name) => PORTS[name].variable);
    return `Port ${port} is set more than once: give ${variables.join(' and ')} different values.`;
  });
  throw new UserError(lines.join('\n'));
}
