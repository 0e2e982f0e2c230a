import { InMemorySpanExporter, SimpleSpanProcessor, TracerProvider } from '@opentelemetry/sdk-trace';
import { failSpan } from './fail-span.ts';
import { useLeanTracers } from './use-lean-tracers.ts';

test.each([true, false])('the first description of an error stays (lean: %s)', (isLean) => {
  const exporter = new InMemorySpanExporter();
  const provider = new TracerProvider({ spanProcessors: [new SimpleSpanProcessor({ exporter })] });
  if (isLean) useLeanTracers(provider);
  const span = provider.getTracer('test').startSpan('x');
  failSpan(span);
  failSpan(span, 'refused: token=abc');
  failSpan(span, 'failed');
  failSpan(span);
  span.end();
  expect(exporter.getFinishedSpans()[0]?.status).toEqual({ code: 2, message: 'refused: token=[redacted]' });
});
