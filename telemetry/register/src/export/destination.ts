import { oneOf } from '@cortex/instrumentation-mcp/internal';
import type { Signal } from './outages/outage-report.ts';

export type Destination = 'otlp' | 'console' | 'none';

/** `OTEL_<SIGNAL>_EXPORTER`: the destination of traces or logs. */
export function destinationOf(signal: Exclude<Signal, 'metrics'>): Destination {
  return oneOf({ names: [`OTEL_${signal.toUpperCase()}_EXPORTER`], choices: ['otlp', 'console', 'none'] });
}

/** `OTEL_METRICS_EXPORTER`: the destination of metrics. With `prometheus`, only `/metrics` serves them. */
export function metricsDestination(): Destination | 'prometheus' {
  return oneOf({ names: ['OTEL_METRICS_EXPORTER'], choices: ['otlp', 'console', 'none', 'prometheus'] });
}
