/** Exports the traces of a service as its telemetry does, with profiling that the parent process can switch on and off. */
import { hookImports } from '@cortex/instrumentation-mcp';
import { type StartedProfiling, startProfiling } from '@cortex/profiling';
import { context } from '@opentelemetry/api';
import { AsyncLocalStorageContextManager } from '@opentelemetry/context-async-hooks';
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-proto';
import { HttpInstrumentation } from '@opentelemetry/instrumentation-http';
import { defaultResource } from '@opentelemetry/resources';
import { NodeSDK } from '@opentelemetry/sdk-node';
import { BatchSpanProcessor, type SpanProcessor } from '@opentelemetry/sdk-trace';

const resource = defaultResource();
const instrumentations = [new HttpInstrumentation()];
let profiling: StartedProfiling | undefined;

const labelling: SpanProcessor = {
  onStart(span, parent) {
    for (const processor of profiling?.spanProcessors ?? []) processor.onStart(span, parent);
  },
  onEnd() {},
  forceFlush: async () => {},
  shutdown: async () => {},
};

hookImports(instrumentations);
new NodeSDK({
  resource,
  autoDetectResources: false,
  instrumentations,
  spanProcessors: [labelling, new BatchSpanProcessor({ exporter: new OTLPTraceExporter() })],
}).start();

process.on('message', async (message) => {
  if (message !== 'on' && message !== 'off') return;
  await profiling?.stop();
  profiling = message === 'on' ? startProfiling({ resource }) : undefined;
  context.disable();
  context.setGlobalContextManager((profiling?.contextManager ?? new AsyncLocalStorageContextManager()).enable());
  process.send?.(message);
});
