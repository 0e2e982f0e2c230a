/** Absolute paths of the backends' executables. */
export interface BackendBinaries {
  alertmanager: string;
  collector: string;
  /** What stands before the other backends. */
  guard: string;
  jaeger: string;
  prometheus: string;
  victoriaLogs: string;
}

/**
 * What checks use and the running stack does not, unless it is asked for: promtool for Prometheus' rules, k6 and hey for load, a client for the profile
 * store, NATS for a stack with `--events nats`, the control plane of Kubernetes for what is in deploy/kubernetes.
 */
export type CheckTool =
  | KubernetesTool
  | 'compose'
  | 'etcd'
  | 'hey'
  | 'k6'
  | 'kwok'
  | 'nats-server'
  | 'promtool'
  | 'pyroscope-client';

/** Commands of Kubernetes itself. */
export type KubernetesTool = 'kube-apiserver' | 'kube-controller-manager' | 'kube-scheduler' | 'kubectl';

/** A tool that is built once and cached; `ocb` is only there to make the Collector. */
export type ToolName =
  | CheckTool
  | 'alertmanager'
  | 'collector'
  | 'guard'
  | 'jaeger'
  | 'prometheus'
  | 'victorialogs'
  | 'ocb';

/**
 * What a tool's build is doing. `waiting` is another process building the same tool.
 * A tool found in the cache reports `cached` once and nothing else.
 */
export type BuildPhase = 'cached' | 'waiting' | 'download' | 'compile' | 'done' | 'failed';

export interface BuildEvent {
  tool: ToolName;
  phase: BuildPhase;
  /** Modules downloaded or packages compiled so far in this phase. */
  done: number;
  /** How many there are in this phase, where it is known. */
  total?: number;
  /** The time since this tool's build began. */
  elapsedMilliseconds: number;
}

export interface EnsureBackendsOptions {
  /** Default `$XDG_CACHE_HOME/cortex`, else `~/.cache/cortex`. */
  cacheDirectory?: string;
  /** Called at most a few times a second for each tool. */
  onProgress?: (event: BuildEvent) => void;
  /** Aborting ends the Go processes, removes what is half-made and rejects with the signal's reason. */
  signal?: AbortSignal;
  /** Environment of the Go processes, also read for `PATH` and `XDG_CACHE_HOME`; default `process.env`. */
  env?: NodeJS.ProcessEnv;
}

/** How to run a backend, and the URL that answers 200 when it is ready. */
export interface BackendCommand {
  command: string;
  args: string[];
  /** What is added to the environment of the process. */
  env: Record<string, string>;
  /** The base of its relative paths; the repository by default. */
  cwd?: string;
  readiness: { url: string };
}

export interface AlertmanagerSettings {
  binary: string;
  /** Silences and what was notified go to `<dataDirectory>/alertmanager`, beside its `webhook-url`. */
  dataDirectory: string;
  /** URL of the page on which people see the alerts. */
  page: string;
  /** `<host>:<port>` that it listens on. */
  listen: string;
}

export interface Guarded {
  /** The port on loopback where it is found. */
  port: number;
  /** `<host>:<port>` that it listens on. */
  address: string;
}

/** What listens where it is found, before what listens where no page finds it. */
export interface GuardSettings {
  binary: string;
  /** `<host>:<port>` that says whether the guard is ready. */
  health: string;
  /** Alertmanager, of whose API only what exists is passed on. */
  alertmanager: Guarded;
  /** All others. */
  behind: readonly Guarded[];
  /** Names, separated by commas, under which it serves besides addresses and localhost. */
  allowedHosts: string;
}

export interface CollectorSettings {
  binary: string;
  /** State of all backends, absolute; the Collector's queues go to `<dataDirectory>/collector`, a gateway's to one of its name. */
  dataDirectory: string;
  /** `<host>:<port>` of the gateways that get the traces; undefined: it stores them itself. */
  gateways?: readonly string[];
  /** It is one of the gateways itself; `host` is where it listens. */
  gateway?: { name: string; host: string };
  grpcPort: number;
  httpPort: number;
  /** The port of Fluentd's forward protocol; undefined: not accepted. */
  fluentPort?: number | undefined;
  /** `<host>:<port>` where it says whether it runs. */
  health: string;
  /** `<host>:<port>` where Jaeger takes OTLP over gRPC. */
  jaegerOtlp: string;
  /** `<host>:<port>` that they listen on, not that of the guard. */
  prometheus: string;
  logs: string;
  /** Names, separated by commas, under which it takes telemetry besides addresses and localhost. */
  allowedHosts: string;
  /** Base URL of a Pyroscope or profile store; without one there is no profiles pipeline. */
  pyroscopeUrl?: string;
}

export interface JaegerSettings {
  binary: string;
  /** Badger's files go to `<dataDirectory>/jaeger`, its links are in `<dataDirectory>/jaeger-ui.json`. */
  dataDirectory: string;
  /** Address of loopback that all its ports are on. */
  host: string;
  queryPort: number;
  otlpPort: number;
  healthPort: number;
  /** The port that Prometheus scrapes. */
  metricsPort: number;
}

export interface NatsSettings {
  binary: string;
  /** What it stores goes to `<dataDirectory>/nats`. */
  dataDirectory: string;
  /** Where it takes clients, on loopback. */
  port: number;
  /** `<host>:<port>` where it says whether it is ready, and much else. */
  monitoring: string;
  /** What its clients show. */
  token: string;
}

export interface PrometheusSettings {
  binary: string;
  /** Blocks go to `<dataDirectory>/prometheus`, its configuration to `<dataDirectory>/prometheus-config`. */
  dataDirectory: string;
  /** Base URL of the console, which shows what Prometheus has. */
  consoleUrl: string;
  /** `<host>:<port>` that it listens on. */
  listen: string;
}

export interface VictoriaLogsSettings {
  binary: string;
  /** Logs go to `<dataDirectory>/logs`. */
  dataDirectory: string;
  /** `<host>:<port>` that it listens on. */
  listen: string;
}

/** Ports of the services and backends whose liveness Prometheus watches, and of the Alertmanager that gets its alerts. */
export interface PrometheusPeers {
  alertmanager: number;
  console: number;
  coreApi: number;
  memory: number;
  cognition: number;
  jaegerMetrics: number;
  logs: number;
  /** The profile store's; undefined: the profiles go to a Pyroscope elsewhere, which is watched there. */
  profiles: number | undefined;
}
