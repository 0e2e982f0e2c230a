/** The set-up of `@cortex/telemetry/register`, with profiling that its parent process switches on and off as it runs. */
import { type StartedProfiling, startProfiling } from '@cortex/profiling';
import { context } from '@opentelemetry/api';
import { AsyncLocalStorageContextManager } from '@opentelemetry/context-async-hooks';
import { NodeSDK } from '@opentelemetry/sdk-node';
import type { SpanProcessor } from '@opentelemetry/sdk-trace';
import { otlpTransport } from '../../../telemetry/register/src/export/otlp/transport.ts';
import { OutageReport } from '../../../telemetry/register/src/export/outage-report.ts';
import { CountingSpanProcessor } from '../../../telemetry/register/src/export/span-processor.ts';
import { traceExporter } from '../../../telemetry/register/src/export/traces.ts';
import { instrument } from '../../../telemetry/register/src/instrumentations.ts';
import { serviceResource } from '../../../telemetry/register/src/resource.ts';

const resource = serviceResource(process.argv[1]);
const signals = { resource, report: new OutageReport(), createTransport: otlpTransport };
let profiling: StartedProfiling | undefined;

const labelling: SpanProcessor = {
  onStart(span, parent) {
    for (const processor of profiling?.spanProcessors ?? []) processor.onStart(span, parent);
  },
  onEnd() {},
  forceFlush: async () => {},
  shutdown: async () => {},
};

const exporter = traceExporter(signals.report);
if (exporter === undefined) throw new Error('expected traces to be exported by OTLP: unset OTEL_TRACES_EXPORTER');
new NodeSDK({
  resource: signals.resource,
  autoDetectResources: false,
  instrumentations: instrument(),
  spanProcessors: [labelling, new CountingSpanProcessor(exporter)],
}).start();

process.on('message', async (message) => {
  if (message !== 'on' && message !== 'off') return;
  await profiling?.stop();
  profiling = message === 'on' ? startProfiling(signals) : undefined;
  context.disable();
  context.setGlobalContextManager((profiling?.contextManager ?? new AsyncLocalStorageContextManager()).enable());
  process.send?.(message);
});
