/** Base URLs of everything a running platform offers. */
export interface PlatformUrls {
  /** Its page, its API and MCP at /mcp. */
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

/** What a test may disturb. */
export type PartName = 'collector' | 'jaeger' | 'memory-service';

/** A platform that a runner has started; stopping it leaves nothing behind. */
export interface RunningPlatform {
  urls: PlatformUrls;
  stop(): Promise<void>;
  /** Keeps a part from running without ending it: what is sent to it is neither taken nor refused. */
  pause(part: PartName): Promise<void>;
  resume(part: PartName): Promise<void>;
  /** Ends a part without warning, and resolves once there is a new one on what the old one has left. */
  crash(part: PartName): Promise<void>;
  /** What its processes have said last, for the message of a test that failed. */
  logTail(): Promise<string>;
}

/** A way to run the platform. */
export interface PlatformRunner {
  start(): Promise<RunningPlatform>;
}
