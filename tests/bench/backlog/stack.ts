import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { PORTS } from '@cortex/local/settings';
import { ProcessRunner, portVariables, type StartedProcesses } from '../../platform/process-runner.ts';
import { PrometheusClient } from '../../platform/prometheus.ts';
import type { PlatformUrls } from '../../platform/runner.ts';

/** The first start builds the backends. */
const START_TIMEOUT_MILLISECONDS = 40 * 60_000;

/** Services of the stack send no telemetry, so that the backends contain only the backlog. */
const SILENT_SERVICES = {
  OTEL_TRACES_EXPORTER: 'none',
  OTEL_LOGS_EXPORTER: 'none',
  OTEL_METRICS_EXPORTER: 'none',
};

export class BacklogStack {
  readonly urls: PlatformUrls;
  readonly prometheus: PrometheusClient;
  /** The base URL of Jaeger's own metrics. */
  readonly jaegerMetrics: string;
  readonly #processes: StartedProcesses;

  static async start(signal: AbortSignal): Promise<BacklogStack> {
    const ports = await portVariables();
    const env = { ...SILENT_SERVICES, ...ports };
    const runner = new ProcessRunner({ env, signal, startTimeoutMilliseconds: START_TIMEOUT_MILLISECONDS });
    return new BacklogStack(await runner.start(), ports[PORTS.jaegerMetrics.variable] ?? '');
  }

  private constructor(processes: StartedProcesses, jaegerMetricsPort: string) {
    this.#processes = processes;
    this.urls = processes.urls;
    this.prometheus = new PrometheusClient(processes.urls.prometheus);
    this.jaegerMetrics = `http://127.0.0.1:${jaegerMetricsPort}`;
  }

  pidOf(part: string): number {
    return this.#processes.pidOf(part);
  }

  /** How often an export of a batch failed, from the Collector's log. */
  async failedAttempts(exporter: string): Promise<number> {
    const log = await readFile(join(this.#processes.home, 'logs', 'collector.log'), 'utf8');
    return log.split('\n').filter((line) => line.includes('Exporting failed') && line.includes(`"${exporter}"`)).length;
  }

  stop(): Promise<void> {
    return this.#processes.stop();
  }
}
