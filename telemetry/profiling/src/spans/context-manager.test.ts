import { EventEmitter } from 'node:events';
import { createContextKey, ROOT_CONTEXT } from '@opentelemetry/api';
import { ProfilingContextManager } from './context-manager.ts';
import { SpanLabels } from './span-labels.ts';

const manager = new ProfilingContextManager(new SpanLabels(() => undefined));
const bound = ROOT_CONTEXT.setValue(createContextKey('bound'), true);

function withoutParameters(this: unknown) {
  // biome-ignore lint/complexity/noArguments: a parameter would change the function's length
  return [this, [...arguments], manager.active()];
}
function withParameters(this: unknown, first: unknown, second: unknown) {
  return [this, [first, second], manager.active()];
}

test.each([withoutParameters, withParameters])('%p is called in its context when bound, as it was before', (target) => {
  const owner = { call: manager.bind(bound, target) };
  expect(owner.call(1, 2)).toEqual([owner, [1, 2], bound]);
  expect(owner.call).toHaveLength(target.length);
  expect(manager.active()).toBe(ROOT_CONTEXT);
});

test('listeners of a bound emitter run in its context, and can be removed', () => {
  const emitter = manager.bind(bound, new EventEmitter());
  const seen: unknown[] = [];
  const listener = () => seen.push(manager.active());
  emitter.on('on', listener).once('once', listener);
  for (const event of ['on', 'once', 'once']) emitter.emit(event);
  emitter.off('on', listener).emit('on');
  expect(seen).toEqual([bound, bound]);
});
