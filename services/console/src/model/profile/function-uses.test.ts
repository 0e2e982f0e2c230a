import type { MergedProfile } from '../../backends/profile-store.ts';
import { foldedStacks } from './folded-stacks.ts';
import { usesOf } from './function-uses.ts';

/** Functions with their files; each sample is a stack of them, innermost first. */
function profileOf(
  functions: [name: string, file: string][],
  samples: [stack: number[], value: number][],
): MergedProfile {
  return {
    stringTable: ['', ...functions.flat()],
    sampleType: [],
    period: 0,
    function: functions.map((_, index) => ({ id: index + 1, name: 2 * index + 1, filename: 2 * index + 2 })),
    location: functions.map((_, index) => ({ id: index + 1, line: [{ functionId: index + 1, line: 7 }] })),
    sample: samples.map(([stack, value]) => ({ locationId: stack.map((index) => index + 1), value: [value] })),
  };
}

const profile = profileOf(
  [
    ['hash', 'src/hash.ts'],
    ['pbkdf2', 'node:crypto'],
    ['next', 'node_modules/koa/index.js'],
    ['GC', ''],
  ],
  [
    [[1, 0, 2], 60],
    [[0, 0, 2], 30],
    [[3], 10],
  ],
);

test('calls of Node.js and packages count as part of their caller; recursion counts once', () => {
  const { functions, total } = usesOf(profile);
  expect(total).toBe(100);
  expect(functions.map(({ name, place, self, total, own }) => [name, place, self, total, own])).toEqual([
    ['pbkdf2', 'node:crypto:7', 60, 60, 0],
    ['hash', 'src/hash.ts:7', 30, 90, 90],
    ['GC', '', 10, 10, 0],
    ['next', 'node_modules/koa/index.js:7', 0, 90, 0],
  ]);
});

test('stacks are folded, the largest first', () => {
  expect(foldedStacks(profile)).toEqual([
    { stack: 'next;hash;pbkdf2', value: 60 },
    { stack: 'next;hash;hash', value: 30 },
    { stack: 'GC', value: 10 },
  ]);
});
