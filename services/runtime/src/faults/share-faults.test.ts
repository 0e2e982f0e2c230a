import { relayQuestions, WorkerQuestions } from '../process/worker-questions.ts';
import { Workers } from '../process/workers.ts';
import { ChannelPair } from '../testing/channel-pair.ts';
import { Faults } from './faults.ts';
import { joinFaults, shareFaults } from './share-faults.ts';

const HANG = { kind: 'hang', tool: 'double', probability: 1 } as const;
const ERROR = { kind: 'error', status: 503, probability: 1 } as const;

let workers: Workers;

beforeEach(() => {
  workers = new Workers();
  relayQuestions(workers, { count: 2 });
  shareFaults(workers);
});

/** A worker that serves, or one that only starts. */
function fork(number: number, { isReady = true } = {}) {
  const pair = new ChannelPair(number);
  workers.add(pair.link);
  if (isReady) workers.markReady(pair.link);
  const faults = new Faults();
  const questions = new WorkerQuestions(pair.worker);
  const change = joinFaults(faults, { channel: pair.worker, questions });
  return { faults, change, pair, questions };
}

/** Resolves when what the worker was sent has arrived. */
async function caughtUp({ questions }: ReturnType<typeof fork>): Promise<void> {
  await questions.ask('anything');
}

test('a fault that is set at one worker is set at all once that is done, and so is one that is cleared', async () => {
  const [first, second] = [fork(1), fork(2)];
  await first.change({ set: HANG });
  await second.change({ set: ERROR });
  for (const { faults } of [first, second]) expect(faults.list()).toEqual([HANG, ERROR]);
  await second.change({ clear: 'double' });
  for (const { faults } of [first, second]) expect(faults.list()).toEqual([ERROR]);
  await first.change({ clearAll: true });
  for (const { faults } of [first, second]) expect(faults.list()).toEqual([]);
});

test('a worker that starts has what was set before and while it starts, for the rest of its time', async () => {
  const first = fork(1);
  await first.change({ set: { ...HANG, seconds: 60 } });
  const starting = fork(2, { isReady: false });
  await first.change({ set: ERROR });
  await caughtUp(starting);
  const [hang, error] = starting.faults.list();
  expect([hang, error]).toEqual([{ ...HANG, seconds: expect.any(Number) }, ERROR]);
  expect(hang?.seconds).toBeLessThan(60);
  expect(hang?.seconds).toBeGreaterThan(0);
});

test('a worker that replaces a crashed one does not crash as well', async () => {
  const first = fork(1);
  await first.change({ set: HANG });
  await first.change({ set: { kind: 'crash', probability: 1 } });
  const next = fork(2);
  await caughtUp(next);
  expect(next.faults.list()).toEqual([HANG]);
  await first.change({ clearAll: true });
  expect(next.faults.list()).toEqual([]);
});

test('of two changes at the same time all workers keep the same one', async () => {
  const all = [fork(1), fork(2), fork(3)];
  const [first, second] = all;
  await Promise.all([first?.change({ set: ERROR }), second?.change({ clearAll: true })]);
  const [kept, ...others] = all.map(({ faults }) => faults.list());
  expect(others).toEqual([kept, kept]);
});
