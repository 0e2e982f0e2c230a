import { type StartedProfiling, startLeakWatch, startProfiling } from '@cortex/profiling';
import { metrics } from '@opentelemetry/api';
import type { Resource } from '@opentelemetry/resources';
import type { LogRecordProcessor } from '@opentelemetry/sdk-logs';
import type { MetricReader } from '@opentelemetry/sdk-metrics';
import type { SpanProcessor } from '@opentelemetry/sdk-trace';
import { installDiagnostics } from './diagnostics/install.ts';
import { hasConfigurationFile } from './environment/configuration-file.ts';
import { flushSignal, profileDestination, profileInterval } from './environment/profiles.ts';
import { logExporter } from './export/logs.ts';
import { otlpTransport } from './export/otlp/transport.ts';
import { OutageReport } from './export/outages/outage-report.ts';
import { CountingLogProcessor } from './export/queues/log-processor.ts';
import { LogNumbersAsText, SpanNumbersAsText } from './export/queues/numbers-as-text.ts';
import { CountingSpanProcessor } from './export/queues/span-processor.ts';
import { traceExporter } from './export/traces.ts';
import { instrument } from './instrumentations/instrument.ts';
import { loadModule } from './load-module.ts';
import { adoptEarlierLogsApi } from './logs/adopt-earlier-api.ts';
import { observeLostLines } from './metrics/lost-lines.ts';
import { observeProcess } from './metrics/process.ts';
import { observeTooLargeItems } from './metrics/too-large-items.ts';
import { TelemetryEnd } from './process-end/telemetry-end.ts';
import { metricReaders } from './prometheus/metric-readers.ts';
import { detectResource } from './resource/detect-resource.ts';
import type { RunningTelemetry } from './sdk/running.ts';
import type { SdkParts } from './sdk/sdk-parts.ts';
import { startSdk } from './sdk/start-sdk.ts';
import { ExactStart } from './tracing/exact-start.ts';

/** The time of fifty samples. */
const PROFILES_AFTER_MILLISECONDS = 500;

/** Starts traces, metrics, logs and profiles as configured by the `OTEL_*` and `CORTEX_*` variables, or by the file of `OTEL_CONFIG_FILE`. */
export function startTelemetry(): RunningTelemetry {
  installDiagnostics();
  adoptEarlierLogsApi();
  if (!hasConfigurationFile()) return startFromVariables();
  return loadModule<typeof import('./sdk/start-from-file.ts')>('./sdk/start-from-file').startFromFile();
}

function startFromVariables(): RunningTelemetry {
  const signals = { resource: detectResource(), report: new OutageReport() };
  const { readers, pushed, endpoint } = metricReaders(signals.report);
  const profiling = startProfiling({
    ...signals,
    destination: profileDestination(),
    intervalMilliseconds: profileInterval(),
    flushSignal: flushSignal(),
    haltsAtExit: false,
    createTransport: otlpTransport,
    delayMilliseconds: PROFILES_AFTER_MILLISECONDS,
  });
  const processors = batchProcessors(signals.report);
  const sdk = startSdk(partsOf({ ...signals, readers, profiling, processors }));
  // Our processors emit the SDK's self-metrics, at a lower cost; only the readers still emit their own.
  for (const reader of readers) reader._setSelfObsMeterProvider(metrics.getMeterProvider());
  profiling.observe();
  observeProcess();
  observeLostLines();
  observeTooLargeItems();
  const leakWatch = startLeakWatch();
  const batching = [...processors.spans, ...processors.logs];
  return {
    metricsEndpoint: endpoint,
    end: new TelemetryEnd({
      flush: async () => {
        await Promise.all([profiling.stop(), ...[...batching, ...pushed].map((sender) => sender.forceFlush())]);
      },
      stop: async () => {
        leakWatch.stop();
        await Promise.all([profiling.stop(), sdk.shutdown()]);
      },
      halt: () => profiling.halt(),
      queues: batching,
      metrics: pushed,
    }),
  };
}

interface Parts {
  readonly resource: Resource;
  readonly readers: MetricReader[];
  readonly profiling: StartedProfiling;
  readonly processors: BatchProcessors;
}

function partsOf({ resource, readers, profiling, processors }: Parts): SdkParts {
  return {
    resource,
    instrumentations: instrument(),
    contextManager: profiling.contextManager,
    spanProcessors: before<SpanProcessor>(processors.spans, [
      new ExactStart(),
      ...profiling.spanProcessors,
      new SpanNumbersAsText(),
    ]),
    metricReaders: readers,
    logRecordProcessors: before<LogRecordProcessor>(processors.logs, [new LogNumbersAsText()]),
  };
}

/** Puts processors before the exporting ones; returns none when nothing is exported. */
function before<Processor>(exporting: readonly Processor[], others: readonly Processor[]): Processor[] {
  return exporting.length === 0 ? [] : [...others, ...exporting];
}

interface BatchProcessors {
  readonly spans: CountingSpanProcessor[];
  readonly logs: CountingLogProcessor[];
}

/** Creates the batch processors; none for a signal that is off. */
function batchProcessors(report: OutageReport): BatchProcessors {
  const spans = traceExporter(report);
  const logs = logExporter(report);
  return {
    spans: spans === undefined ? [] : [new CountingSpanProcessor(spans)],
    logs: logs === undefined ? [] : [new CountingLogProcessor(logs)],
  };
}
