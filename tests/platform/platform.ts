import { LogStoreClient } from './log-store.ts';
import { PrometheusClient } from './prometheus.ts';
import type { PartName, PlatformRunner, PlatformUrls, RunningPlatform } from './runner.ts';

/** The whole platform, before its start. The runner decides how it runs; tests use it in the same way. */
export class Platform {
  readonly #runner: PlatformRunner;

  constructor(runner: PlatformRunner) {
    this.#runner = runner;
  }

  /** Starts it. Resolves when every part is ready. */
  async start(): Promise<StartedPlatform> {
    return new StartedPlatform(await this.#runner.start());
  }
}

/** The running platform, with clients for its data. */
export class StartedPlatform {
  readonly urls: PlatformUrls;
  readonly prometheus: PrometheusClient;
  readonly logs: LogStoreClient;
  readonly #running: RunningPlatform;

  constructor(running: RunningPlatform) {
    this.#running = running;
    this.urls = running.urls;
    this.prometheus = new PrometheusClient(running.urls.prometheus);
    this.logs = new LogStoreClient(running.urls.logs);
  }

  pause(part: PartName): Promise<void> {
    return this.#running.pause(part);
  }

  resume(part: PartName): Promise<void> {
    return this.#running.resume(part);
  }

  crash(part: PartName): Promise<void> {
    return this.#running.crash(part);
  }

  logTail(): Promise<string> {
    return this.#running.logTail();
  }

  stop(): Promise<void> {
    return this.#running.stop();
  }
}
