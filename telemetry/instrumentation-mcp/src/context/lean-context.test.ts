import { createContextKey, INVALID_SPAN_CONTEXT, ROOT_CONTEXT, trace } from '@opentelemetry/api';
import { LeanContext, withSpan } from './lean-context.ts';

const A = createContextKey('a');
const B = createContextKey('b');
const SPAN = trace.wrapSpanContext(INVALID_SPAN_CONTEXT);
const OTHER_SPAN = trace.wrapSpanContext(INVALID_SPAN_CONTEXT);
const BASE = trace.setSpan(ROOT_CONTEXT.setValue(A, 'base').setValue(B, 'base'), SPAN);

const values = (context: typeof ROOT_CONTEXT) => [context.getValue(A), context.getValue(B), trace.getSpan(context)];

test('it has what its base has, and instead what is set since', () => {
  const context = LeanContext.from(BASE);
  expect(values(context)).toEqual(['base', 'base', SPAN]);
  expect(values(context.setValue(B, 1))).toEqual(['base', 1, SPAN]);
  expect(values(context.setValue(A, 1).setValue(B, 2).setValue(A, 3))).toEqual([3, 2, SPAN]);
  expect(values(context)).toEqual(['base', 'base', SPAN]);
});

test('what is deleted is gone, and nothing else', () => {
  const context = LeanContext.from(BASE).setValue(B, 1);
  expect(values(context.deleteValue(A))).toEqual([undefined, 1, SPAN]);
  expect(values(context.deleteValue(B))).toEqual(['base', undefined, SPAN]);
  expect(values(trace.deleteSpan(context))).toEqual(['base', 1, undefined]);
});

test('its span is the API’s', () => {
  expect(values(withSpan(BASE, OTHER_SPAN))).toEqual(['base', 'base', OTHER_SPAN]);
  expect(values(trace.setSpan(LeanContext.from(BASE).setValue(A, 1), OTHER_SPAN))).toEqual([1, 'base', OTHER_SPAN]);
  expect(values(withSpan(withSpan(BASE, OTHER_SPAN), SPAN))).toEqual(['base', 'base', SPAN]);
});

test('contexts set in one another hold each key once', () => {
  let context = LeanContext.from(BASE);
  for (let turn = 0; turn < 1000; turn++) context = context.setValue(A, turn).setValue(B, turn);
  expect(values(context)).toEqual([999, 999, SPAN]);
  expect(JSON.stringify(context).length).toBeLessThan(1000);
});
