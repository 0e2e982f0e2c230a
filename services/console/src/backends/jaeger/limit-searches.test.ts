import { eventually } from '@cortex/trace-testing';
import { limitSearches } from './limit-searches.ts';

function searches() {
  const begun: number[] = [];
  const ends: (() => void)[] = [];
  const search = (number: number) => () => {
    begun.push(number);
    return new Promise<number>((resolve) => {
      ends[number] = () => resolve(number);
    });
  };
  const haveBegun = (count: number) =>
    eventually(async () => begun.length >= count || undefined, { what: `${count} searches` });
  return { begun, ends, search, haveBegun };
}

test('a few run at once, the next one when one of them has ended', async () => {
  const limited = limitSearches(2, 60_000);
  const { begun, ends, search, haveBegun } = searches();
  const answers = [0, 1, 2, 3].map((number) => limited(search(number)));
  await haveBegun(2);
  ends[1]?.();
  expect(await answers[1]).toBe(1);
  await haveBegun(3);
  expect(begun).toEqual([0, 1, 2]);
  for (const number of [0, 2, 3]) {
    await haveBegun(number + 1);
    ends[number]?.();
  }
  expect(await Promise.all(answers)).toEqual([0, 1, 2, 3]);
});

test('a slow search delays the others only for a while, and a failed one frees its slot', async () => {
  const limited = limitSearches(1, 20);
  const { begun, ends, search, haveBegun } = searches();
  const long = limited(search(0));
  const failing = limited(() => Promise.reject(new Error('away')));
  const last = limited(search(1));
  await expect(failing).rejects.toThrow('away');
  await haveBegun(2);
  expect(begun).toEqual([0, 1]);
  ends[0]?.();
  ends[1]?.();
  expect([await long, await last]).toEqual([0, 1]);
});
