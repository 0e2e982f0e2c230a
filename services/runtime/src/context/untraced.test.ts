import { startTraceHarness } from '@cortex/trace-testing';
import { trace } from '@opentelemetry/api';
import { untraced } from './untraced.ts';

const harness = startTraceHarness();
afterAll(() => harness.stop());

const tracer = trace.getTracer('test');

test('spans of the work and of what it awaits are not recorded; later ones are', async () => {
  await untraced(async () => {
    tracer.startSpan('at once').end();
    await new Promise(setImmediate);
    tracer.startSpan('later').end();
  });
  tracer.startSpan('after').end();
  expect(harness.traces().flatMap(({ spans }) => spans.map(({ name }) => name))).toEqual(['after']);
});
