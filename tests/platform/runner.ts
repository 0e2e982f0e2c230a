/** Base URLs of all servers of a running platform. */
export interface PlatformUrls {
  /** Its page, its API, and MCP at /mcp. */
  console: string;
  coreApi: string;
  memory: string;
  cognition: string;
  /** OTLP over HTTP. */
  collector: string;
  /** OTLP over gRPC. */
  collectorGrpc: string;
  /** Fluentd's forward protocol, into the Collector. */
  fluentForward: string;
  jaeger: string;
  prometheus: string;
  alertmanager: string;
  logs: string;
  /** Pyroscope's API. */
  profiles: string;
}

/** The parts that a test may disturb. */
export type PartName = 'collector' | 'jaeger' | 'memory-service';

/** A platform that a runner has started. Stopping it leaves nothing behind. */
export interface RunningPlatform {
  urls: PlatformUrls;
  stop(): Promise<void>;
  /** Pauses a part without ending it: requests to it are neither accepted nor refused. */
  pause(part: PartName): Promise<void>;
  resume(part: PartName): Promise<void>;
  /** Kills a part without warning. Resolves once a new one runs on the old one's data. */
  crash(part: PartName): Promise<void>;
  /** The last output of its processes, for the message of a failed test. */
  logTail(): Promise<string>;
}

/** A way to run the platform. */
export interface PlatformRunner {
  start(): Promise<RunningPlatform>;
}
