const { trace } = require('@opentelemetry/api');
const { startTraceHarness, traceMatchers } = require('@cortex/trace-testing');

expect.extend(traceMatchers);

test('a trace is what it should be', async () => {
  const harness = startTraceHarness();
  trace.getTracer('shop').startSpan('order').end();
  expect(harness.traces()[0]).toEqualTrace({ name: 'order' });
  await harness.stop();
});
