import { diag } from '@opentelemetry/api';
import { envDetector, serviceInstanceIdDetector } from '@opentelemetry/resources';
import type { LogRecordProcessor } from '@opentelemetry/sdk-logs';
import type { MetricReader } from '@opentelemetry/sdk-metrics';
import { NodeSDK, type NodeSDKConfiguration } from '@opentelemetry/sdk-node';
import { installDiagnostics } from './diagnostics/install.ts';
import { withDefaults } from './environment/with-defaults.ts';
import { metricsDestination } from './export/destination.ts';
import { CountingLogProcessor } from './export/log-processor.ts';
import { logExporter } from './export/logs.ts';
import { pushReader } from './export/metrics.ts';
import { OutageReport } from './export/outage-report.ts';
import { traceExporter } from './export/traces.ts';
import { instrumentations } from './instrumentations.ts';
import { hookImports } from './module-hooks.ts';
import { MetricsEndpoint } from './prometheus/exporter.ts';
import { baseResource } from './resource.ts';
import type { RunningTelemetry } from './running.ts';

/** Starts traces, metrics and logs as the `OTEL_*` variables say. */
export function startTelemetry(): RunningTelemetry {
  installDiagnostics();
  const metricsEndpoint = metricsDestination() === 'none' ? undefined : new MetricsEndpoint();
  const sdk = createSdk(configuration(metricsEndpoint));
  withDefaults({ OTEL_NODE_EXPERIMENTAL_SDK_METRICS: 'true' }, () => sdk.start());
  return { metricsEndpoint, stop: () => sdk.shutdown() };
}

function createSdk(options: Partial<NodeSDKConfiguration>): NodeSDK {
  // NodeSDK would replace the logger, with a stack trace as its announcement, where OTEL_LOG_LEVEL is set.
  diag.disable();
  const sdk = new NodeSDK(options);
  installDiagnostics();
  return sdk;
}

function configuration(metricsEndpoint: MetricsEndpoint | undefined): Partial<NodeSDKConfiguration> {
  const report = new OutageReport();
  const instrumented = instrumentations();
  hookImports(instrumented);
  const exporter = traceExporter(report);
  return {
    resource: baseResource(process.argv[1]),
    resourceDetectors: [serviceInstanceIdDetector, envDetector],
    instrumentations: instrumented,
    ...(exporter === undefined ? { spanProcessors: [] } : { traceExporter: exporter }),
    metricReaders: metricsEndpoint === undefined ? [] : metricReaders(metricsEndpoint, report),
    logRecordProcessors: logProcessors(report),
  };
}

function metricReaders(endpoint: MetricsEndpoint, report: OutageReport): MetricReader[] {
  const destination = metricsDestination();
  return destination === 'otlp' || destination === 'console' ? [endpoint, pushReader(destination, report)] : [endpoint];
}

function logProcessors(report: OutageReport): LogRecordProcessor[] {
  const exporter = logExporter(report);
  return exporter === undefined ? [] : [new CountingLogProcessor(exporter)];
}
