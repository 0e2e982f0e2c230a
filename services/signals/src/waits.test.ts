import { startMetricHarness, startTraceHarness } from '@cortex/trace-testing';
import { trace } from '@opentelemetry/api';
import { markWait, waitsFor } from './waits.ts';

const traces = startTraceHarness();
const metrics = startMetricHarness();
const tracer = trace.getTracer('test');

beforeEach(() => traces.reset());
afterAll(async () => {
  await traces.stop();
  await metrics.stop();
});

const [events, labels] = [() => traces.traces()[0]?.spans[0]?.events, { 'wait.reason': 'slot', 'wait.target': 'a' }];

test('a wait is counted, and is an event of the span that began it, no matter where it ends', async () => {
  const ended = tracer.startActiveSpan('waiting', (span) => ({ span, end: waitsFor('slot', 'a').begin() }));
  const started = performance.now();
  while (performance.now() - started < 2) await new Promise(setImmediate);
  ended.end();
  ended.span.end();
  expect(await metrics.value('wait.duration', labels)).toBe(1);
  const attributes = { ...labels, 'wait.duration': expect.any(Number) };
  expect(events()).toEqual([{ name: 'wait', timeMicroseconds: expect.any(Number), attributes }]);
  expect(events()?.[0]?.attributes['wait.duration']).toBeGreaterThanOrEqual(0.002);
});

test('a wait under a millisecond has no event, nor has one whose span has ended', () => {
  const span = tracer.startSpan('waiting');
  markWait(span, labels, 0.0009);
  span.end();
  markWait(span, labels, 1);
  expect(events()).toEqual([]);
});

test('a wait outside of any span is counted', async () => {
  waitsFor('room', 'a').begin()();
  expect(await metrics.value('wait.duration', { 'wait.reason': 'room' })).toBe(1);
});
