import { join } from 'node:path';
import {
  alertmanagerCommand,
  type BackendBinaries,
  type BackendCommand,
  collectorCommand,
  guardCommand,
  jaegerCommand,
  natsCommand,
  prometheusCommand,
  victoriaLogsCommand,
} from '../backends/index.ts';
import { type HiddenAddresses, hiddenAddresses } from '../machine/hidden-addresses.ts';
import { recoverAlertmanager } from '../recovery/recover-alertmanager.ts';
import { recoverJaeger } from '../recovery/recover-jaeger.ts';
import { recoverLogStore } from '../recovery/recover-log-store.ts';
import { recoverProfileStore } from '../recovery/recover-profile-store.ts';
import { recoverPrometheus } from '../recovery/recover-prometheus.ts';
import { repository, type Settings } from '../settings.ts';
import type { Component } from './component.ts';
import { environmentFor, environmentForBackend } from './environment-for.ts';
import { logFileOf } from './log-file-of.ts';
import { nodeProgram } from './node-program.ts';
import { quietTelemetry } from './quiet-telemetry.ts';
import { natsUrl, urlsOf } from './urls.ts';

export interface BackendsOptions {
  settings: Settings;
  binaries: BackendBinaries;
  env: NodeJS.ProcessEnv;
  /** Addresses of the backends behind the guard. */
  hidden: HiddenAddresses<HiddenPart>;
  /** Set only if events go through NATS. */
  nats?: NatsOfStack | undefined;
  /** Whether traces go through gateways, which store only a sample of them. */
  hasSampling?: boolean;
}

export interface NatsOfStack {
  binary: string;
  /** The token with which its clients authenticate. */
  token: string;
}

type Description = Pick<Component, 'name' | 'tier' | 'url' | 'hint' | 'recover'> & { run: BackendCommand };

/** The data folder of the backends and the Collector. */
export function dataDirectoryOf(settings: Settings): string {
  return join(settings.home, 'data');
}

const GUARDED = ['jaeger', 'jaegerMetrics', 'prometheus', 'logs', 'collectorHealth'] as const;
/** Two, so that each trace has to be sent to the right one, as in a real installation. */
const GATEWAYS = [
  { name: 'gateway-1', grpc: 'gateway1Grpc', http: 'gateway1Http', health: 'gateway1Health' },
  { name: 'gateway-2', grpc: 'gateway2Grpc', http: 'gateway2Http', health: 'gateway2Health' },
] as const;
const HIDDEN = [
  ...GUARDED,
  ...(['alertmanager', 'guard', 'jaegerOtlp', 'jaegerHealth', 'natsMonitoring'] as const),
  ...GATEWAYS.flatMap(({ grpc, http, health }) => [grpc, http, health]),
] as const;

export type HiddenPart = (typeof HIDDEN)[number];

/** Selects hidden addresses for the backends of one run of a stack. */
export function hideBackends(): Promise<HiddenAddresses<HiddenPart>> {
  return hiddenAddresses(HIDDEN);
}

function addressOf(part: HiddenPart, { hidden }: BackendsOptions): string {
  return `${hidden.host}:${hidden.ports[part]}`;
}

/** Jaeger, Prometheus, Alertmanager and the log store with the guard in front of them, then the Collector that feeds them. */
export function backendComponents(options: BackendsOptions): Component[] {
  const { settings, env } = options;
  const parts = [guard, jaeger, prometheus, alertmanager, logStore, gateways, collector, nats]
    .flatMap((describe) => describe(options) ?? [])
    .map(({ run, ...description }) => ({
      ...description,
      command: run.command,
      args: run.args,
      cwd: run.cwd ?? repository,
      env: { ...environmentForBackend(description.name, env), ...run.env },
      readinessUrl: run.readiness.url,
      readyAfter: [],
      logFile: logFileOf(settings.home, description.name),
    }));
  return settings.pyroscopeUrl === undefined ? [profileStore(options), ...parts] : parts;
}

function guard(options: BackendsOptions): Description {
  const { ports, allowedHosts } = options.settings;
  const guarded = (part: (typeof GUARDED)[number] | 'alertmanager') => ({
    port: ports[part],
    address: addressOf(part, options),
  });
  return {
    name: 'guard',
    tier: 'backend',
    url: '',
    hint: 'keeps web pages away from Jaeger, Prometheus, Alertmanager and the log store',
    run: guardCommand({
      binary: options.binaries.guard,
      health: addressOf('guard', options),
      alertmanager: guarded('alertmanager'),
      behind: GUARDED.map(guarded),
      allowedHosts,
    }),
  };
}

function jaeger({ settings, binaries, hidden: { host, ports } }: BackendsOptions): Description {
  const dataDirectory = dataDirectoryOf(settings);
  return {
    name: 'jaeger',
    tier: 'backend',
    url: urlsOf(settings.ports).jaeger,
    hint: 'no page here: the console shows its traces, npm run trace -- --latest draws one',
    // What Jaeger says of an Elasticsearch that is away is no damage to Badger.
    ...(settings.elasticsearchUrl === undefined && { recover: recoverJaeger(dataDirectory) }),
    run: jaegerCommand({
      binary: binaries.jaeger,
      dataDirectory,
      elasticsearchUrl: settings.elasticsearchUrl,
      host,
      queryPort: ports.jaeger,
      otlpPort: ports.jaegerOtlp,
      healthPort: ports.jaegerHealth,
      metricsPort: ports.jaegerMetrics,
    }),
  };
}

function prometheus(options: BackendsOptions): Description {
  const { settings, binaries } = options;
  const url = urlsOf(settings.ports).prometheus;
  const dataDirectory = dataDirectoryOf(settings);
  return {
    name: 'prometheus',
    tier: 'backend',
    url,
    hint: `no page here: curl '${url}/api/v1/query?query=up'`,
    recover: recoverPrometheus(dataDirectory),
    run: prometheusCommand({
      binary: binaries.prometheus,
      dataDirectory,
      consoleUrl: urlsOf(settings.ports).console,
      listen: addressOf('prometheus', options),
    }),
  };
}

function alertmanager(options: BackendsOptions): Description {
  const { settings, binaries } = options;
  const dataDirectory = dataDirectoryOf(settings);
  return {
    name: 'alertmanager',
    tier: 'backend',
    url: urlsOf(settings.ports).alertmanager,
    hint: 'page of the firing alerts',
    recover: recoverAlertmanager(dataDirectory),
    run: alertmanagerCommand({
      binary: binaries.alertmanager,
      dataDirectory,
      page: `${urlsOf(settings.ports).console}/alerts`,
      listen: addressOf('alertmanager', options),
    }),
  };
}

function logStore(options: BackendsOptions): Description {
  const { settings, binaries } = options;
  const dataDirectory = dataDirectoryOf(settings);
  return {
    name: 'logs',
    tier: 'backend',
    url: `${urlsOf(settings.ports).logs}/select/vmui`,
    hint: 'page to search the logs',
    recover: recoverLogStore(dataDirectory),
    run: victoriaLogsCommand({ binary: binaries.victoriaLogs, dataDirectory, listen: addressOf('logs', options) }),
  };
}

function collector(options: BackendsOptions): Description {
  const { settings } = options;
  const { ports } = settings;
  return {
    name: 'collector',
    tier: 'collector',
    url: urlsOf(ports).collector,
    hint: `receives OTLP over HTTP, and over gRPC on port ${ports.collectorGrpc}; no page`,
    run: collectorCommand({
      ...collectorBackends(options),
      ...(options.hasSampling && { gateways: GATEWAYS.map(({ grpc }) => addressOf(grpc, options)) }),
      grpcPort: ports.collectorGrpc,
      httpPort: ports.collectorHttp,
      fluentPort: settings.takesContainerLines ? ports.collectorFluent : undefined,
      health: addressOf('collectorHealth', options),
      pyroscopeUrl: settings.pyroscopeUrl ?? urlsOf(ports).profiles,
    }),
  };
}

/** The Collectors behind the one that receives telemetry, which acts as their agent. */
function gateways(options: BackendsOptions): Description[] {
  if (!options.hasSampling) return [];
  const { host, ports } = options.hidden;
  return GATEWAYS.map(({ name, grpc, http, health }) => ({
    name,
    tier: 'collector',
    url: '',
    hint: 'decides which traces are stored; no page',
    run: collectorCommand({
      ...collectorBackends(options),
      gateway: { name, host },
      grpcPort: ports[grpc],
      httpPort: ports[http],
      health: addressOf(health, options),
    }),
  }));
}

function collectorBackends(options: BackendsOptions) {
  const { settings, binaries } = options;
  return {
    binary: binaries.collector,
    dataDirectory: dataDirectoryOf(settings),
    jaegerOtlp: addressOf('jaegerOtlp', options),
    prometheus: addressOf('prometheus', options),
    logs: addressOf('logs', options),
    allowedHosts: settings.allowedHosts,
  };
}

function nats(options: BackendsOptions): Description | undefined {
  const { settings, nats } = options;
  if (!nats) return undefined;
  return {
    name: 'nats',
    tier: 'backend',
    url: natsUrl(settings.ports),
    hint: 'carries the events of core-api; no page',
    run: natsCommand({
      ...nats,
      dataDirectory: dataDirectoryOf(settings),
      port: settings.ports.nats,
      monitoring: addressOf('natsMonitoring', options),
    }),
  };
}

/**
 * The profile store's own telemetry unless the environment configures it: metrics, and spans of queries that belong to a trace, but none of
 * deliveries. It takes no profiles of itself, since it would have to store them too.
 */
const PROFILE_STORE_TELEMETRY = quietTelemetry('pino');

/** The profile store, which stands in for Pyroscope if the environment names none. */
export function profileStore({ settings, env }: Pick<BackendsOptions, 'settings' | 'env'>): Component {
  const { profiles: url, console: consoleUrl, collector: collectorUrl } = urlsOf(settings.ports);
  const own = {
    HOST: '127.0.0.1',
    PORT: String(settings.ports.profiles),
    CORTEX_HOME: settings.home,
    CORTEX_CONSOLE_URL: consoleUrl,
    OTEL_SERVICE_NAME: 'profile-store',
    OTEL_EXPORTER_OTLP_ENDPOINT: collectorUrl,
  };
  return {
    name: 'profile-store',
    tier: 'backend',
    url,
    hint: 'Pyroscope’s API; redirects browsers to the console’s page of profiles',
    ...nodeProgram({
      folder: 'profile-store',
      imports: ['@cortex/telemetry/register'],
      env: { ...PROFILE_STORE_TELEMETRY, ...environmentFor('profile-store', env), ...own },
    }),
    recover: recoverProfileStore(dataDirectoryOf(settings)),
    readinessUrl: `${url}/health/ready`,
    readyAfter: [],
    logFile: logFileOf(settings.home, 'profile-store'),
  };
}
