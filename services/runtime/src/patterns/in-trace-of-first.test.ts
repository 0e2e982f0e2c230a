import { startTraceHarness } from '@cortex/telemetry/testing';
import { trace } from '@opentelemetry/api';
import { BatchProcessor } from './batch-processor.ts';

const harness = startTraceHarness();
const tracer = trace.getTracer('tests');

afterAll(() => harness.stop());

test('a batch is in the trace of its first item, and the other items lead to it', async () => {
  const batches = new BatchProcessor<string, string>({
    process: async (items) => {
      tracer.startSpan('insert').end();
      return items.map((value) => ({ status: 'fulfilled', value }));
    },
  });
  const store = (name: string) =>
    tracer.startActiveSpan(name, async (span) => {
      await batches.add(name);
      span.end();
    });
  await Promise.all([store('first'), store('second'), store('third')]);

  const spans = harness.traces().flatMap((found) => found.spans);
  const [first, second, third, insert] = ['first', 'second', 'third', 'insert'].map((name) =>
    spans.find((span) => span.name === name),
  );
  expect(insert?.parentSpanId).toBe(first?.spanId);
  const toFirst = [{ traceId: first?.traceId, spanId: first?.spanId }];
  expect([first?.links, second?.links, third?.links]).toEqual([[], toFirst, toFirst]);
});
