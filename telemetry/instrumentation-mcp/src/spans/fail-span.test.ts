import { InMemorySpanExporter, SimpleSpanProcessor, TracerProvider } from '@opentelemetry/sdk-trace';
import { failSpan } from './fail-span.ts';

test('the first description of an error stays', () => {
  const exporter = new InMemorySpanExporter();
  const provider = new TracerProvider({ spanProcessors: [new SimpleSpanProcessor({ exporter })] });
  const span = provider.getTracer('test').startSpan('x');
  failSpan(span);
  failSpan(span, 'refused: token=abc');
  failSpan(span, 'failed');
  failSpan(span);
  span.end();
  expect(exporter.getFinishedSpans()[0]?.status).toEqual({ code: 2, message: 'refused: token=[redacted]' });
});
