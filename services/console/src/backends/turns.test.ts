import { jest } from '@jest/globals';
import { Turns } from './turns.ts';

beforeEach(() => {
  jest.useFakeTimers();
});
afterEach(() => {
  jest.useRealTimers();
});

function works() {
  const begun: number[] = [];
  const ends: (() => void)[] = [];
  const work = (number: number) => () => {
    begun.push(number);
    return new Promise<number>((resolve) => {
      ends[number] = () => resolve(number);
    });
  };
  return { begun, ends, work };
}

test('a few work at once, the next one when one of them has ended', async () => {
  const turns = new Turns({ atOnce: 2, longestMilliseconds: 1000 });
  const { begun, ends, work } = works();
  const taken = [0, 1, 2, 3].map((number) => turns.take(work(number)));
  await jest.advanceTimersByTimeAsync(1);
  expect(begun).toEqual([0, 1]);
  ends[1]?.();
  expect(await taken[1]).toBe(1);
  await jest.advanceTimersByTimeAsync(1);
  expect(begun).toEqual([0, 1, 2]);
});

test('one that takes long keeps its place only for a while, and what fails leaves it', async () => {
  const turns = new Turns({ atOnce: 1, longestMilliseconds: 1000 });
  const { begun, ends, work } = works();
  const long = turns.take(work(0));
  const failing = turns.take(() => Promise.reject(new Error('away')));
  const last = turns.take(work(1));
  const refused = expect(failing).rejects.toThrow('away');
  await jest.advanceTimersByTimeAsync(999);
  expect(begun).toEqual([0]);
  await jest.advanceTimersByTimeAsync(1);
  await refused;
  expect(begun).toEqual([0, 1]);
  ends[0]?.();
  ends[1]?.();
  expect([await long, await last]).toEqual([0, 1]);
});
