import { EventEmitter, once } from 'node:events';
import { createContextKey, ROOT_CONTEXT } from '@opentelemetry/api';
import { LeanContextManager } from './lean-context-manager.ts';

const KEY = createContextKey('test');
const ADDED = ROOT_CONTEXT.setValue(KEY, 'added');
const BOUND = ROOT_CONTEXT.setValue(KEY, 'bound');

let manager: LeanContextManager;
let emitter: EventEmitter;

beforeEach(() => {
  manager = new LeanContextManager();
  emitter = manager.bind(BOUND, new EventEmitter());
});

afterEach(() => manager.disable());

const active = () => manager.active().getValue(KEY);

test('the listeners of an emitter run in the context that it is bound to', () => {
  const seen: unknown[] = [];
  manager.with(ADDED, () => {
    emitter.on('event', (...args) => seen.push(active(), ...args));
    emitter.once('event', () => seen.push(active()));
  });
  expect(emitter.emit('event', 1, 2)).toBe(true);
  expect(seen).toEqual(['bound', 1, 2, 'bound']);
  expect(active()).toBeUndefined();
});

test('its listeners can be taken off again', () => {
  const listener = () => expect(true).toBe(false);
  emitter.on('event', listener).off('event', listener);
  emitter.once('event', listener).removeAllListeners('event');
  expect(emitter.emit('event')).toBe(false);
});

test('who awaits an event goes on in a context of its own', async () => {
  const waited = manager.with(ADDED, async () => {
    await once(emitter, 'event');
    return active();
  });
  emitter.emit('event');
  expect(await waited).toBe('added');
});

test('an error that nobody listens to is thrown', () => {
  expect(() => emitter.emit('error', new Error('nobody listens'))).toThrow('nobody listens');
});

test('the first binding of an emitter stays', () => {
  manager.bind(ADDED, emitter);
  const seen: unknown[] = [];
  emitter.on('event', () => seen.push(active()));
  emitter.emit('event');
  expect(seen).toEqual(['bound']);
});

test('functions are bound too', () => {
  expect(manager.bind(BOUND, active)()).toBe('bound');
});
