import { type DiagLogger, diag, logs, metrics, type ProxyTracerProvider, trace } from '@opentelemetry/api';
import { startNodeSDK } from '@opentelemetry/sdk-node';
import { lineLogger } from './diagnostics/install.ts';
import { instrument } from './instrumentations/instrument.ts';
import { observeLostLines } from './metrics/lost-lines.ts';
import { observeProcess } from './metrics/process.ts';
import { TelemetryEnd } from './process-end/telemetry-end.ts';
import type { RunningTelemetry } from './running.ts';

/** Starts what the file of `OTEL_CONFIG_FILE` declares, with the SDK's own processors, readers and exporters. */
export function startFromFile(): RunningTelemetry {
  const sdk = withLogger(lineLogger, () => startNodeSDK({ instrumentations: instrument() }));
  observeProcess();
  observeLostLines();
  const end = new TelemetryEnd({
    flush: async () => void (await Promise.all(providers().map(flush))),
    stop: () => sdk.shutdown(),
    halt: () => undefined,
    queues: [],
    metrics: [],
  });
  return { metricsEndpoint: undefined, end };
}

/** The SDK sets a logger that writes to standard output, at the level that the file asks for: this one takes its place. */
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

/** Where the file declares nothing of a signal, its provider is the API's, which has nothing to send. */
async function flush(provider: object): Promise<void> {
  if ('forceFlush' in provider) await (provider as { forceFlush(): Promise<void> }).forceFlush();
}
