import type { MergedProfile } from '../../backends/profile-store.ts';
import { usesOf } from './function-uses.ts';
import { spanProfile } from './span-profile.ts';

/** main → pay (twice, once more deeply), main → read. */
const whole: MergedProfile = {
  stringTable: ['', 'main', '/app/main.ts', 'pay', '/app/pay.ts', 'read', 'node:fs'],
  sampleType: [],
  period: 1,
  function: [
    { id: 1, name: 1, filename: 2 },
    { id: 2, name: 3, filename: 4 },
    { id: 3, name: 5, filename: 6 },
  ],
  location: [1, 2, 3].map((id) => ({ id, line: [{ functionId: id, line: id * 10 }] })),
  sample: [
    { locationId: [2, 1], value: [6] },
    { locationId: [3, 1], value: [8] },
    { locationId: [3, 2, 1], value: [2] },
  ],
};

test('adds the places of the whole profile to the functions of a flame graph', () => {
  const flame = {
    names: ['total', 'main', 'pay', 'read'],
    levels: [
      { values: [0, 9, 0, 0] },
      { values: [0, 9, 1, 1] },
      { values: [0, 5, 3, 2, 0, 3, 3, 3] },
      { values: [1, 2, 2, 3] },
    ],
  };
  const { functions, total } = usesOf(spanProfile(whole, flame));
  expect(total).toBe(9);
  expect(functions.map(({ name, place, self, own }) => [name, place, self, own])).toEqual([
    ['read', 'node:fs:30', 5, 0],
    ['pay', '/app/pay.ts:20', 3, 5],
    ['main', '/app/main.ts:10', 0, 3],
  ]);
});

test('counts small nodes that the store has merged, without a stack', () => {
  const flame = { names: ['total', 'other'], levels: [{ values: [0, 4, 0, 0] }, { values: [0, 4, 4, 1] }] };
  expect(usesOf(spanProfile(whole, flame))).toEqual({ functions: [], total: 4 });
});
