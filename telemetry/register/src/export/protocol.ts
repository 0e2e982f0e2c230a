import { oneOf } from '@cortex/instrumentation-mcp/internal';
import { getStringFromEnv } from '@opentelemetry/core';
import type { Signal } from './outages/outage-report.ts';

export type Protocol = 'http/json' | 'http/protobuf';

/** The protocol of a signal: `OTEL_EXPORTER_OTLP_<SIGNAL>_PROTOCOL`, else `OTEL_EXPORTER_OTLP_PROTOCOL`, else JSON. */
export function protocolOf(signal: Signal): Protocol {
  return oneOf({
    names: [`OTEL_EXPORTER_OTLP_${signal.toUpperCase()}_PROTOCOL`, 'OTEL_EXPORTER_OTLP_PROTOCOL'],
    choices: ['http/json', 'http/protobuf'],
  });
}

/** The endpoint of a signal, for messages only; the exporters read the same variables themselves. */
export function endpointOf(signal: Signal): string {
  const endpoint =
    getStringFromEnv(`OTEL_EXPORTER_OTLP_${signal.toUpperCase()}_ENDPOINT`) ??
    getStringFromEnv('OTEL_EXPORTER_OTLP_ENDPOINT');
  return endpoint !== undefined && URL.canParse(endpoint) ? new URL(endpoint).origin : 'http://localhost:4318';
}
