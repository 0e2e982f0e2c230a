import type { TelemetryEnd } from '../process-end/telemetry-end.ts';
import type { MetricsEndpoint } from '../prometheus/exporter.ts';

export interface RunningTelemetry {
  readonly metricsEndpoint: MetricsEndpoint | undefined;
  readonly end: TelemetryEnd;
}

let current: RunningTelemetry | undefined;

/** The telemetry that `register` has started in this thread, if any. */
export function running(): RunningTelemetry | undefined {
  return current;
}

export function setRunning(telemetry: RunningTelemetry): void {
  current = telemetry;
}
