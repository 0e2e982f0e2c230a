import { type DiagLogger, diag, logs, metrics, type ProxyTracerProvider, trace } from '@opentelemetry/api';
import { ConsoleLogRecordExporter } from '@opentelemetry/sdk-logs';
import { ConsoleMetricExporter } from '@opentelemetry/sdk-metrics';
import { startNodeSDK } from '@opentelemetry/sdk-node';
import { ConsoleSpanExporter } from '@opentelemetry/sdk-trace';
import { lineLogger } from '../diagnostics/install.ts';
import { stderrLogExporter, stderrMetricExporter, stderrSpanExporter } from '../export/stderr-exporter.ts';
import { instrument } from '../instrumentations/instrument.ts';
import { observeLostLines } from '../metrics/lost-lines.ts';
import { observeProcess } from '../metrics/process.ts';
import { holdNothing } from '../process-end/hold-nothing.ts';
import { TelemetryEnd } from '../process-end/telemetry-end.ts';
import type { RunningTelemetry } from './running.ts';

/** Starts telemetry as the file of `OTEL_CONFIG_FILE` declares it, with the SDK's own processors, readers and exporters. */
export function startFromFile(): RunningTelemetry {
  sendConsoleToStderr();
  const sdk = withLogger(lineLogger, () => startNodeSDK({ instrumentations: instrument() }));
  observeProcess();
  observeLostLines();
  const end = new TelemetryEnd({
    flush: async () => void (await holdNothing(() => Promise.all(providers().map(flush)))),
    stop: () => holdNothing(() => sdk.shutdown()),
    halt: () => undefined,
    queues: [],
    metrics: [],
  });
  return { metricsEndpoint: undefined, end };
}

/** Patches the prototypes, because the SDK creates these exporters itself and accepts no others. */
function sendConsoleToStderr(): void {
  const [spans, metrics, records] = [stderrSpanExporter(), stderrMetricExporter(), stderrLogExporter()];
  ConsoleSpanExporter.prototype.export = (...batch) => spans.export(...batch);
  ConsoleMetricExporter.prototype.export = (...batch) => metrics.export(...batch);
  ConsoleLogRecordExporter.prototype.export = (...batch) => records.export(...batch);
}

/** Runs `start` with `logger` in place of the logger that the SDK sets, which writes to standard output. The level of the file is kept. */
function withLogger<Result>(logger: DiagLogger, start: () => Result): Result {
  const { setLogger } = diag;
  diag.setLogger = (_, options) => {
    const level = typeof options === 'number' ? { logLevel: options } : options;
    return setLogger(logger, { ...level, suppressOverrideMessage: true });
  };
  try {
    return start();
  } finally {
    diag.setLogger = setLogger;
  }
}

function providers(): object[] {
  const tracers = (trace.getTracerProvider() as ProxyTracerProvider).getDelegate();
  return [tracers, metrics.getMeterProvider(), logs.getLoggerProvider()];
}

/** Flushes a provider. A signal that the file does not declare has the API's own provider, which cannot be flushed. */
async function flush(provider: object): Promise<void> {
  if ('forceFlush' in provider) await (provider as { forceFlush(): Promise<void> }).forceFlush();
}
