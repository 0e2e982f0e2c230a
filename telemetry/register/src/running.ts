import type { MetricsEndpoint } from './prometheus/exporter.ts';

export interface RunningTelemetry {
  readonly metricsEndpoint: MetricsEndpoint | undefined;
  /** Flushes and stops all signals; may take as long as the exporters' timeouts. */
  stop(): Promise<void>;
}

let current: RunningTelemetry | undefined;

/** What `register` has started in this process, if anything. */
export function running(): RunningTelemetry | undefined {
  return current;
}

export function setRunning(telemetry: RunningTelemetry): void {
  current = telemetry;
}
