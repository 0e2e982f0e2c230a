import { setTimeout as pause } from 'node:timers/promises';
import { Interrupted, isInterruption } from './interruption.ts';

const aborted = AbortSignal.abort(new Interrupted());

test.each([
  ['the reason itself', () => aborted.throwIfAborted()],
  ['the error that Node.js throws instead of it', () => pause(1, undefined, { signal: aborted })],
  ['the error of a request that was aborted by it', () => fetch('http://127.0.0.1:9', { signal: aborted })],
])('an interruption is %s', async (_, work) => {
  expect(isInterruption(await reasonOf(work))).toBe(true);
});

test.each([
  ['an error', () => Promise.reject(new Error('away', { cause: new Error('refused') }))],
  ['a deadline', () => pause(1, undefined, { signal: AbortSignal.abort(new Error('too late')) })],
])('%s is not an interruption', async (_, work) => {
  expect(isInterruption(await reasonOf(work))).toBe(false);
});

async function reasonOf(work: () => unknown): Promise<unknown> {
  try {
    await work();
  } catch (reason) {
    return reason;
  }
  throw new Error('expected it to throw');
}
