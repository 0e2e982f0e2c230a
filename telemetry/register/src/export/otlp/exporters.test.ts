import { eventually, OtlpReceiver } from '@cortex/trace-testing';
import { type ExportResult, ExportResultCode } from '@opentelemetry/core';
import { InMemorySpanExporter, SimpleSpanProcessor, TracerProvider } from '@opentelemetry/sdk-trace';
import { otlpTraceExporter } from './exporters.ts';

afterEach(() => {
  delete process.env.OTEL_EXPORTER_OTLP_ENDPOINT;
  delete process.env.OTEL_EXPORTER_OTLP_TIMEOUT;
});

test('at most ten requests wait for an answer; further exports fail at once', async () => {
  await using receiver = await OtlpReceiver.start();
  receiver.behaviour = 'hang';
  const made = new InMemorySpanExporter();
  new TracerProvider({ spanProcessors: [new SimpleSpanProcessor({ exporter: made })] })
    .getTracer('test')
    .startSpan('one')
    .end();
  Object.assign(process.env, { OTEL_EXPORTER_OTLP_ENDPOINT: receiver.url, OTEL_EXPORTER_OTLP_TIMEOUT: '100' });
  const exporter = otlpTraceExporter();
  const outcomes: ExportResult[] = [];
  for (let batch = 0; batch < 12; batch += 1)
    exporter.export(made.getFinishedSpans(), (result) => void outcomes.push(result));
  expect(outcomes.map(({ code }) => code)).toEqual([ExportResultCode.FAILED, ExportResultCode.FAILED]);
  await eventually(() => (outcomes.length === 12 ? true : undefined), { what: 'the end of all exports' });
});
