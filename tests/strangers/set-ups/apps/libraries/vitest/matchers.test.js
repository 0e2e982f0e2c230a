import { startTraceHarness, traceMatchers } from '@cortex/trace-testing';
import { trace } from '@opentelemetry/api';
import { expect, test } from 'vitest';

expect.extend(traceMatchers);

test('a trace matches', async () => {
  const harness = startTraceHarness();
  trace.getTracer('shop').startSpan('order').end();
  expect(harness.traces()[0]).toEqualTrace({ name: 'order' });
  expect(() => expect(harness.traces()[0]).toEqualTrace({ name: 'another' })).toThrow('INTERNAL test order');
  await harness.stop();
});
