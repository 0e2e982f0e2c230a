import { aWhile, heldWork, observeWaits } from '../testing/observe-waits.ts';
import { CALL_LIMITS, type CallLimits } from './call-limits.ts';
import { Deadline } from './deadline.ts';
import { ResilientCalls } from './resilient-calls.ts';

const waits = observeWaits();
afterAll(() => waits.stop());

function caller(limits: Partial<CallLimits>) {
  const calls = new ResilientCalls({
    service: 'memory-service',
    limits: { ...CALL_LIMITS, ...limits },
    judge: () => 'unavailable',
    onCircuit: () => {},
    probe: async () => {},
  });
  const observed = { retried: () => {}, ended: () => {} };
  return (work: () => Promise<unknown>, signal?: AbortSignal) =>
    calls.run({ target: 'get_history', isRepeatable: true, deadline: Deadline.in(15_000), observed, signal }, work);
}

test('a call records a wait for a slot, and none if it did not wait', async () => {
  const call = caller({ slots: 1 });
  const { work, end } = heldWork();
  const [first, second] = [1, 2].map(() => waits.during(() => call(work)));
  await aWhile();
  end();
  expect([await first, await second]).toEqual([[], ['slot memory-service']]);
  expect(await waits.counted('slot', 'memory-service')).toBe(1);
});

test('a call that got no slot in time records its wait', async () => {
  const call = caller({ slots: 1, waitMilliseconds: 5 });
  const { work, end } = heldWork();
  const first = call(work);
  const refused = waits.during(() => expect(call(work)).rejects.toThrow('none of the 1 ended within 5 ms'));
  expect(await refused).toEqual(['slot memory-service']);
  end();
  await first;
});

test('the pause before each further attempt is recorded, and none after the last', async () => {
  const failing = () => Promise.reject(new Error('away'));
  // The pause is a random part of the longest one.
  const call = caller({ attempts: 3, backoffMilliseconds: 200, longestBackoffMilliseconds: 200 });
  const before = (await waits.counted('backoff', 'memory-service')) ?? 0;
  const shown = await waits.during(() => expect(call(failing)).rejects.toThrow('failed 3 times'));
  expect(new Set(shown)).toEqual(new Set(['backoff memory-service']));
  expect(await waits.counted('backoff', 'memory-service')).toBe(before + 2);
});

test('a pause that the end of the call cuts short is recorded', async () => {
  const call = caller({ attempts: 2, backoffMilliseconds: 3_000, longestBackoffMilliseconds: 3_000 });
  const leaving = new AbortController();
  const shown = waits.during(async () => {
    const left = expect(call(() => Promise.reject(new Error('away')), leaving.signal)).rejects.toThrow('left');
    await aWhile();
    leaving.abort(new Error('left'));
    await left;
  });
  expect(await shown).toEqual(['backoff memory-service']);
});
