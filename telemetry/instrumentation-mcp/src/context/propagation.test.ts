import { type Context, type ContextManager, context, propagation, ROOT_CONTEXT, trace } from '@opentelemetry/api';
import { W3CTraceContextPropagator } from '@opentelemetry/core';
import type { MethodMessage } from '../internal-types.ts';
import { extractContext, tryInjectContext } from './propagation.ts';

const message = (params: unknown) => ({ method: 'ping', params }) as MethodMessage;

test.each([
  ['a _meta that is null', { _meta: null }],
  ['a _meta that is a string', { _meta: 'text' }],
  ['a _meta that is a list', { _meta: [1] }],
  ['parameters that are null', null],
  ['parameters that are a list', [1]],
])('a message with %s is sent unchanged', (_, params) => {
  const made = message(params);
  expect(tryInjectContext(made, ROOT_CONTEXT)).toBe(made);
});

test.each([
  ['parameters', undefined],
  ['_meta', {}],
])('a message without %s gets them', (_, params) => {
  expect(tryInjectContext(message(params), ROOT_CONTEXT)).toEqual(message({ _meta: {} }));
});

const members = (count: number) => Array.from({ length: count }, (_, index) => `k${index}=1`).join(',');

test.each([
  ['of 512 characters', `a=${'x'.repeat(252)},b=${'y'.repeat(255)}`, `a=${'x'.repeat(252)},b=${'y'.repeat(255)}`],
  ['of 513 characters', `a=${'x'.repeat(253)},b=${'y'.repeat(255)}`, undefined],
  ['of 33 members', members(33), members(32)],
])('a tracestate in _meta %s is accepted within the limits of W3C', (_, tracestate, taken) => {
  propagation.setGlobalPropagator(new W3CTraceContextPropagator());
  const traceparent = '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01';
  const context = extractContext(message({ _meta: { traceparent, tracestate } }), ROOT_CONTEXT);
  propagation.disable();
  expect(trace.getSpanContext(context)?.traceId).toBe('0af7651916cd43dd8448eb211c80319c');
  expect(trace.getSpanContext(context)?.traceState?.serialize()).toBe(taken);
});

/** Derives another context from each that it is given, as Sentry's context manager does. */
class DerivingContextManager implements ContextManager {
  #active = ROOT_CONTEXT;

  active(): Context {
    return this.#active;
  }

  with<A extends unknown[], F extends (...args: A) => ReturnType<F>>(
    given: Context,
    work: F,
    thisArg?: ThisParameterType<F>,
    ...args: A
  ): ReturnType<F> {
    const before = this.#active;
    this.#active = given.setValue(Symbol.for('scopes'), {});
    try {
      return work.call(thisArg as never, ...args);
    } finally {
      this.#active = before;
    }
  }

  bind<T>(_: Context, target: T): T {
    return target;
  }

  enable(): this {
    return this;
  }

  disable(): this {
    return this;
  }
}

test('a propagator that accepts only the active context gets it, with the span of the call', () => {
  const spanContext = { traceId: '0af7651916cd43dd8448eb211c80319c', spanId: 'b7ad6b7169203331', traceFlags: 1 };
  context.setGlobalContextManager(new DerivingContextManager());
  propagation.setGlobalPropagator({
    inject: (given, carrier, setter) => {
      if (given === context.active()) setter.set(carrier, 'span', String(trace.getSpanContext(given)?.spanId));
    },
    extract: (given) => given,
    fields: () => ['span'],
  });
  const injected = tryInjectContext(message(undefined), trace.setSpanContext(ROOT_CONTEXT, spanContext));
  propagation.disable();
  context.disable();
  expect(injected.params?._meta).toEqual({ span: spanContext.spanId });
});
