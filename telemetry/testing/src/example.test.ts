import { startTraceHarness, traceMatchers } from '@cortex/trace-testing';
import { SpanKind, trace } from '@opentelemetry/api';

expect.extend(traceMatchers);
const harness = startTraceHarness({ serviceName: 'shop' }); // registers a tracer provider that keeps spans in memory
afterAll(() => harness.stop());

test('an order is charged and packed', () => {
  const tracer = trace.getTracer('shop');
  tracer.startActiveSpan('order', (order) => {
    tracer.startSpan('charge 12', { kind: SpanKind.CLIENT, attributes: { amount: 3 } }).end();
    tracer.startSpan('pack').end();
    order.end();
  });
  expect(harness.traces()[0]).toContainTrace({
    name: 'order',
    service: 'shop',
    children: [
      { name: 'pack', status: 'UNSET' },
      { name: /^charge/, kind: 'CLIENT', attributes: { amount: expect.any(Number), 'card.number': undefined } },
    ],
  });
});
