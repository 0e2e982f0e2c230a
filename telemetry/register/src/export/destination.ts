import { oneOf } from '@cortex/instrumentation-mcp/internal';
import type { Signal } from './outages/outage-report.ts';

export type Destination = 'otlp' | 'console' | 'none';

/** `OTEL_<SIGNAL>_EXPORTER`: where a signal goes. */
export function destinationOf(signal: Exclude<Signal, 'metrics'>): Destination {
  return oneOf({ names: [`OTEL_${signal.toUpperCase()}_EXPORTER`], choices: ['otlp', 'console', 'none'] });
}

/** `OTEL_METRICS_EXPORTER`: as above; `prometheus` means that `/metrics` alone serves them. */
export function metricsDestination(): Destination | 'prometheus' {
  return oneOf({ names: ['OTEL_METRICS_EXPORTER'], choices: ['otlp', 'console', 'none', 'prometheus'] });
}
