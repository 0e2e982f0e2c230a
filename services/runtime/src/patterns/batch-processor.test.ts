import { jest } from '@jest/globals';
import { BatchProcessor, type BatchProcessorOptions } from './batch-processor.ts';

type Outcome = PromiseSettledResult<number>;

const fulfilled = (value: number): Outcome => ({ status: 'fulfilled', value });
const rejected = (message: string): Outcome => ({ status: 'rejected', reason: new Error(message) });

/** Batches that stay under way until the test ends them. */
class Held {
  readonly begun: number[][] = [];
  readonly #open: PromiseWithResolvers<Outcome[]>[] = [];

  process = (items: number[]) => {
    this.begun.push(items);
    const open = Promise.withResolvers<Outcome[]>();
    this.#open.push(open);
    return open.promise;
  };

  end(batch: number, outcomes = this.begun[batch]?.map((item) => fulfilled(item))): void {
    this.#open[batch]?.resolve(outcomes ?? []);
  }

  fail(batch: number, message: string): void {
    this.#open[batch]?.reject(new Error(message));
  }
}

function hold(limits: Partial<BatchProcessorOptions<number, number>> = {}) {
  const held = new Held();
  return { held, batches: new BatchProcessor({ queue: 'letters', process: held.process, ...limits }) };
}

const range = (from: number, to: number) => Array.from({ length: to - from }, (_, index) => from + index);
const turn = () => jest.advanceTimersByTimeAsync(0);

beforeEach(() => jest.useFakeTimers());
afterEach(() => jest.useRealTimers());

test('a lone item does not wait for others', async () => {
  const { held, batches } = hold();
  const added = batches.add(1);
  await turn();
  expect(held.begun).toEqual([[1]]);
  held.end(0);
  expect(await added).toBe(1);
});

test('items of one turn of the event loop are one batch', async () => {
  const { held, batches } = hold();
  const added = Promise.all(range(0, 5).map((item) => batches.add(item)));
  await turn();
  expect(held.begun).toEqual([[0, 1, 2, 3, 4]]);
  held.end(0);
  expect(await added).toEqual([0, 1, 2, 3, 4]);
});

test('items that come during a batch are the next one', async () => {
  const { held, batches } = hold();
  void batches.add(0);
  await turn();
  void batches.add(1);
  await turn();
  void batches.add(2);
  await turn();
  expect(held.begun).toEqual([[0]]);
  expect(batches.waiting).toBe(2);
  held.end(0);
  await turn();
  expect(held.begun).toEqual([[0], [1, 2]]);
});

test('a batch has at most 100 items', async () => {
  const { held, batches } = hold();
  for (const item of range(0, 250)) void batches.add(item);
  await turn();
  // The remaining fifty do not fill a batch, so they wait for one of the others.
  expect(held.begun.map((batch) => batch.length)).toEqual([100, 100]);
  held.end(0);
  held.end(1);
  await turn();
  expect(held.begun.flat()).toEqual(range(0, 250));
});

test('an item waits 100 ms for the batch before it and no longer', async () => {
  const { held, batches } = hold();
  void batches.add(0);
  await turn();
  void batches.add(1);
  await jest.advanceTimersByTimeAsync(99);
  expect(held.begun).toEqual([[0]]);
  await jest.advanceTimersByTimeAsync(1);
  expect(held.begun).toEqual([[0], [1]]);
});

test('the number of batches under way is bounded, even when none ends', async () => {
  const { held, batches } = hold({ maxBatches: 2, maxItems: 1 });
  for (const item of range(0, 4)) void batches.add(item);
  await jest.advanceTimersByTimeAsync(10_000);
  expect(held.begun).toEqual([[0], [1]]);
  held.end(1);
  await turn();
  expect(held.begun).toEqual([[0], [1], [2]]);
});

test('each item has its own result or error', async () => {
  const { held, batches } = hold();
  const added = Promise.allSettled(range(0, 3).map((item) => batches.add(item)));
  await turn();
  held.end(0, [fulfilled(10), rejected('item 1 is wrong'), fulfilled(12)]);
  expect(await added).toMatchObject([{ value: 10 }, { reason: { message: 'item 1 is wrong' } }, { value: 12 }]);
});

test('a batch that fails as a whole fails its items, and the next one is processed', async () => {
  const { held, batches } = hold();
  const first = batches.add(0);
  await turn();
  const second = batches.add(1);
  held.fail(0, 'the database is gone');
  await expect(first).rejects.toThrow('the database is gone');
  await turn();
  held.end(1);
  expect(await second).toBe(1);
});

test('an item without an outcome is rejected, and does not wait for ever', async () => {
  const { held, batches } = hold();
  const added = batches.add(0);
  await turn();
  held.end(0, []);
  await expect(added).rejects.toThrow(/one outcome for each item/);
});

test('a stop processes what waits, and accepts nothing more', async () => {
  const { held, batches } = hold();
  const added = [batches.add(0)];
  await turn();
  added.push(batches.add(1));
  let stopped = false;
  const stop = batches.stop().then(() => {
    stopped = true;
  });
  await expect(batches.add(2)).rejects.toThrow(/after it/);
  held.end(0);
  await turn();
  expect({ stopped, begun: held.begun }).toEqual({ stopped: false, begun: [[0], [1]] });
  held.end(1);
  await stop;
  expect(await Promise.all(added)).toEqual([0, 1]);
});
