import { diag } from '@opentelemetry/api';
import { detectResources, type Resource, serviceInstanceIdDetector } from '@opentelemetry/resources';
import type { LogRecordProcessor } from '@opentelemetry/sdk-logs';
import type { MetricReader } from '@opentelemetry/sdk-metrics';
import { NodeSDK, type NodeSDKConfiguration } from '@opentelemetry/sdk-node';
import type { SpanProcessor } from '@opentelemetry/sdk-trace';
import { installDiagnostics } from './diagnostics/install.ts';
import { fallbackPropagator } from './environment/propagators.ts';
import { resourceAttributesDetector } from './environment/resource-attributes.ts';
import { withDefaults } from './environment/with-defaults.ts';
import { metricsDestination } from './export/destination.ts';
import { CountingLogProcessor } from './export/log-processor.ts';
import { logExporter } from './export/logs.ts';
import { pushReader } from './export/metrics.ts';
import { OutageReport } from './export/outage-report.ts';
import { CountingSpanProcessor } from './export/span-processor.ts';
import { traceExporter } from './export/traces.ts';
import { instrumentations } from './instrumentations.ts';
import { startLeakWatch } from './metrics/leak-watch.ts';
import { observeProcess } from './metrics/process.ts';
import { hookImports } from './module-hooks.ts';
import { type StartedProfiling, startProfiling } from './profiling/index.ts';
import { MetricsEndpoint } from './prometheus/exporter.ts';
import { baseResource } from './resource.ts';
import type { RunningTelemetry } from './running.ts';

/** Starts traces, metrics, logs and profiles as the `OTEL_*` and `CORTEX_PROFILES` variables say. */
export function startTelemetry(): RunningTelemetry {
  installDiagnostics();
  const metricsEndpoint = metricsDestination() === 'none' ? undefined : new MetricsEndpoint();
  const signals = { resource: ownResource(), report: new OutageReport() };
  const profiling = startProfiling(signals);
  const sdk = createSdk(configuration({ ...signals, metricsEndpoint, profiling }));
  withDefaults({ OTEL_NODE_EXPERIMENTAL_SDK_METRICS: 'true' }, () => sdk.start());
  observeProcess();
  const leakWatch = startLeakWatch();
  return {
    metricsEndpoint,
    stop: async () => {
      leakWatch.stop();
      await Promise.all([profiling.stop(), sdk.shutdown()]);
    },
  };
}

function ownResource(): Resource {
  const detectors = [serviceInstanceIdDetector, resourceAttributesDetector];
  return baseResource(process.argv[1]).merge(detectResources({ detectors }));
}

function createSdk(options: Partial<NodeSDKConfiguration>): NodeSDK {
  // NodeSDK would replace the logger, with a stack trace as its announcement, where OTEL_LOG_LEVEL is set.
  diag.disable();
  const sdk = new NodeSDK(options);
  installDiagnostics();
  return sdk;
}

interface Parts {
  readonly resource: Resource;
  readonly report: OutageReport;
  readonly metricsEndpoint: MetricsEndpoint | undefined;
  readonly profiling: StartedProfiling;
}

function configuration({ resource, report, metricsEndpoint, profiling }: Parts): Partial<NodeSDKConfiguration> {
  const instrumented = instrumentations();
  hookImports(instrumented);
  const propagator = fallbackPropagator();
  return {
    resource,
    autoDetectResources: false,
    instrumentations: instrumented,
    ...(propagator && { textMapPropagator: propagator }),
    ...(profiling.contextManager && { contextManager: profiling.contextManager }),
    spanProcessors: spanProcessors(profiling, report),
    metricReaders: metricsEndpoint === undefined ? [] : metricReaders(metricsEndpoint, report),
    logRecordProcessors: logProcessors(report),
  };
}

function spanProcessors(profiling: StartedProfiling, report: OutageReport): SpanProcessor[] {
  const exporter = traceExporter(report);
  return exporter === undefined ? [] : [...profiling.spanProcessors, new CountingSpanProcessor(exporter)];
}

function metricReaders(endpoint: MetricsEndpoint, report: OutageReport): MetricReader[] {
  const destination = metricsDestination();
  return destination === 'otlp' || destination === 'console' ? [endpoint, pushReader(destination, report)] : [endpoint];
}

function logProcessors(report: OutageReport): LogRecordProcessor[] {
  const exporter = logExporter(report);
  return exporter === undefined ? [] : [new CountingLogProcessor(exporter)];
}
