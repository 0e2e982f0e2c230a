const { trace } = require('@opentelemetry/api');
const { startTraceHarness, traceMatchers } = require('@cortex/trace-testing');

expect.extend(traceMatchers);

test('a trace matches', async () => {
  const harness = startTraceHarness();
  trace.getTracer('shop').startSpan('order').end();
  expect(harness.traces()[0]).toEqualTrace({ name: 'order' });
  await harness.stop();
});
