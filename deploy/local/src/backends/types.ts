/** The absolute paths of the backends' executables. */
export interface BackendBinaries {
  alertmanager: string;
  collector: string;
  /** The proxy before the other backends. */
  guard: string;
  jaeger: string;
  prometheus: string;
  victoriaLogs: string;
}

/**
 * Tools that checks use, and that a stack runs only on request: promtool for Prometheus' rules, k6 and hey for load, a client for the profile
 * store, NATS for a stack with `--events nats`, the control plane of Kubernetes for deploy/kubernetes.
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

/** The commands of Kubernetes itself. */
export type KubernetesTool = 'kube-apiserver' | 'kube-controller-manager' | 'kube-scheduler' | 'kubectl';

/** A tool that is built once and cached. `ocb` is only used to generate the Collector. */
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
 * The phase of a tool's build. In `waiting`, another process builds the same tool.
 * A tool found in the cache reports `cached` once and nothing else.
 */
export type BuildPhase = 'cached' | 'waiting' | 'download' | 'compile' | 'done' | 'failed';

export interface BuildEvent {
  tool: ToolName;
  phase: BuildPhase;
  /** Modules downloaded or packages compiled so far in this phase. */
  done: number;
  /** The total number in this phase, if it is known. */
  total?: number;
  /** The time since this tool's build began. */
  elapsedMilliseconds: number;
}

export interface EnsureBackendsOptions {
  /** Default: `$XDG_CACHE_HOME/cortex`, else `~/.cache/cortex`. */
  cacheDirectory?: string;
  /** Called at most a few times a second for each tool. */
  onProgress?: (event: BuildEvent) => void;
  /** Aborting ends the Go processes, removes unfinished files and rejects with the signal's reason. */
  signal?: AbortSignal;
  /** The environment of the Go processes, also read for `PATH` and `XDG_CACHE_HOME`. Default: `process.env`. */
  env?: NodeJS.ProcessEnv;
}

/** The command of a backend, and the URL that answers 200 when it is ready. */
export interface BackendCommand {
  command: string;
  args: string[];
  /** Variables that are added to the environment of the process. */
  env: Record<string, string>;
  /** The working directory. Default: the repository. */
  cwd?: string;
  readiness: { url: string };
}

export interface AlertmanagerSettings {
  binary: string;
  /** Silences and the notification log go to `<dataDirectory>/alertmanager`, beside its `webhook-url`. */
  dataDirectory: string;
  /** The URL of the page that shows the alerts. */
  page: string;
  /** `<host>:<port>` that it listens on. */
  listen: string;
}

export interface Guarded {
  /** The public port on loopback. */
  port: number;
  /** `<host>:<port>` that it listens on. */
  address: string;
}

/** The guard, which listens on the public ports, before backends that listen where no web page finds them. */
export interface GuardSettings {
  binary: string;
  /** The `<host>:<port>` that reports whether the guard is ready. */
  health: string;
  /** Alertmanager. Only existing paths of its API are passed on. */
  alertmanager: Guarded;
  /** All other backends. */
  behind: readonly Guarded[];
  /** The host names that it accepts besides addresses and localhost, separated by commas. */
  allowedHosts: string;
}

export interface CollectorSettings {
  binary: string;
  /** The absolute path of all backends' state. The Collector's queues go to `<dataDirectory>/collector`, those of a gateway to the folder with its name. */
  dataDirectory: string;
  /** The `<host>:<port>` of the gateways that it sends the traces to. Default: it stores them itself. */
  gateways?: readonly string[];
  /** Set if it is one of the gateways itself; `host` is the address that it listens on. */
  gateway?: { name: string; host: string };
  grpcPort: number;
  httpPort: number;
  /** The port of Fluentd's forward protocol. Default: it is not accepted. */
  fluentPort?: number | undefined;
  /** The `<host>:<port>` of its health endpoint. */
  health: string;
  /** The `<host>:<port>` where Jaeger accepts OTLP over gRPC. */
  jaegerOtlp: string;
  /** The `<host>:<port>` that Prometheus itself listens on, not that of the guard. */
  prometheus: string;
  logs: string;
  /** The host names under which it accepts telemetry besides addresses and localhost, separated by commas. */
  allowedHosts: string;
  /** The base URL of a Pyroscope or profile store. Without one, there is no profiles pipeline. */
  pyroscopeUrl?: string;
}

export interface JaegerSettings {
  binary: string;
  /** Badger's files go to `<dataDirectory>/jaeger`, its links are in `<dataDirectory>/jaeger-ui.json`. */
  dataDirectory: string;
  /** Where its traces go instead of Badger. */
  elasticsearchUrl?: string | undefined;
  /** The address of loopback for all its ports. */
  host: string;
  queryPort: number;
  otlpPort: number;
  healthPort: number;
  /** The port that Prometheus scrapes. */
  metricsPort: number;
}

export interface NatsSettings {
  binary: string;
  /** Its store goes to `<dataDirectory>/nats`. */
  dataDirectory: string;
  /** The port on loopback for clients. */
  port: number;
  /** The `<host>:<port>` of its monitoring endpoint, which reports readiness and much else. */
  monitoring: string;
  /** The token with which clients authenticate. */
  token: string;
}

export interface PrometheusSettings {
  binary: string;
  /** Blocks go to `<dataDirectory>/prometheus`, its configuration to `<dataDirectory>/prometheus-config`. */
  dataDirectory: string;
  /** The base URL of the console, which shows Prometheus' data. */
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

/** The ports of the services and backends whose liveness Prometheus monitors, and of the Alertmanager that receives its alerts. */
export interface PrometheusPeers {
  alertmanager: number;
  console: number;
  coreApi: number;
  memory: number;
  cognition: number;
  jaegerMetrics: number;
  logs: number;
  /** The port of the profile store. Undefined if profiles go to a Pyroscope elsewhere, which is monitored there. */
  profiles: number | undefined;
}
