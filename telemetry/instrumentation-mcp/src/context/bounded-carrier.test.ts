import { defaultTextMapGetter, ROOT_CONTEXT, trace } from '@opentelemetry/api';
import { W3CTraceContextPropagator } from '@opentelemetry/core';
import { bounded } from './bounded-carrier.ts';

const traceparent = '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01';
const members = (count: number) => Array.from({ length: count }, (_, index) => `k${index}=1`);

function extracted(tracestate?: string | string[]) {
  const context = new W3CTraceContextPropagator().extract(
    ROOT_CONTEXT,
    { traceparent, tracestate },
    bounded(defaultTextMapGetter),
  );
  return trace.getSpanContext(context);
}

test.each([
  ['32 members', members(32).join(',')],
  ['512 characters', `a=${'x'.repeat(252)},b=${'y'.repeat(255)}`],
])('a tracestate of %s is passed on', (_, state) => {
  expect(extracted(state)?.traceState?.serialize()).toBe(state);
});

test.each([
  ['33 members', members(33).join(',')],
  ['513 characters', `a=${'x'.repeat(253)},b=${'y'.repeat(255)}`],
  ['33 members in several headers', members(33)],
])('a tracestate of %s is dropped, and the parent is not', (_, state) => {
  expect(extracted(state)).toEqual({ ...extracted(), traceState: undefined });
});
