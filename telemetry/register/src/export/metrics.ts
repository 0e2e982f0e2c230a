import { diag } from '@opentelemetry/api';
import type { PushMetricExporter, ResourceMetrics } from '@opentelemetry/sdk-metrics';
import { positiveNumber } from '../environment/numbers.ts';
import { otlpMetricExporter } from './otlp/exporters.ts';
import type { OutageReport } from './outages/outage-report.ts';
import { reportOutages } from './outages/report-outages.ts';
import { endpointOf } from './protocol.ts';
import { PushReader } from './push/push-reader.ts';
import { stderrMetricExporter } from './stderr-exporter.ts';

const DEFAULT_INTERVAL_MILLISECONDS = 60_000;
const DEFAULT_TIMEOUT_MILLISECONDS = 30_000;
const DEFAULT_OTLP_TIMEOUT_MILLISECONDS = 10_000;

/** Creates a reader that pushes metrics to the Collector or the console every `OTEL_METRIC_EXPORT_INTERVAL`. */
export function pushReader(destination: 'otlp' | 'console', report: OutageReport): PushReader {
  const interval = positiveNumber('OTEL_METRIC_EXPORT_INTERVAL') ?? DEFAULT_INTERVAL_MILLISECONDS;
  const timeout = positiveNumber('OTEL_METRIC_EXPORT_TIMEOUT') ?? Math.min(DEFAULT_TIMEOUT_MILLISECONDS, interval);
  if (timeout > interval) {
    diag.warn(`OTEL_METRIC_EXPORT_TIMEOUT: ${timeout} ms is above the interval of ${interval} ms; using the interval`);
  }
  return new PushReader({
    exporter: destination === 'console' ? stderrMetricExporter() : otlpExporter(report, Math.min(timeout, interval)),
    exportIntervalMillis: interval,
    exportTimeoutMillis: Math.min(timeout, interval),
  });
}

function otlpExporter(report: OutageReport, readerTimeout: number): PushMetricExporter {
  // Shorter than the reader's timeout, so that the exporter gives up first and the outage report gets the failure.
  const timeoutMillis = Math.min(otlpTimeout(), readerTimeout * 0.9);
  const exporter = otlpMetricExporter(timeoutMillis);
  return reportOutages(exporter, {
    signal: 'metrics',
    endpoint: endpointOf('metrics'),
    report,
    count: ({ scopeMetrics }: ResourceMetrics) => scopeMetrics.reduce((sum, { metrics }) => sum + metrics.length, 0),
  });
}

function otlpTimeout(): number {
  return (
    positiveNumber('OTEL_EXPORTER_OTLP_METRICS_TIMEOUT') ??
    positiveNumber('OTEL_EXPORTER_OTLP_TIMEOUT') ??
    DEFAULT_OTLP_TIMEOUT_MILLISECONDS
  );
}
