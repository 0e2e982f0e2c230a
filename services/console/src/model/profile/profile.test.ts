import type { MergedProfile } from '../../backends/profile-store.ts';
import { flameDifference } from '../flame/difference.ts';
import type { FlameNode } from '../flame/flame-node.ts';
import { findBoxes } from '../flame/found.ts';
import { flameRows } from '../flame/layout.ts';
import { countNarrow } from '../flame/narrow-boxes.ts';
import { keyOfNode, nodeOfKey } from '../flame/node-key.ts';
import { profileFlame } from '../flame/profile-flame.ts';
import { frameKind } from './frame-kind.ts';
import { usesOf } from './function-uses.ts';
import { apart } from './hidden-kinds.ts';
import { sandwichOf } from './sandwich.ts';
import { sortedUses } from './sorted-uses.ts';
import { pointsOf, sortedDifferences, usesDifference } from './uses-difference.ts';

const FUNCTIONS = {
  main: 'src/main.ts',
  parse: 'node_modules/json/index.js',
  hash: 'src/hash.ts',
  'Garbage Collection': '',
  '(idle)': '',
};

/** A profile of stacks such as `main;parse`, the outermost function first, with their values. */
function profileOf(stacks: Record<string, number>): MergedProfile {
  const names = Object.keys(FUNCTIONS);
  return {
    stringTable: ['', ...Object.entries(FUNCTIONS).flat()],
    sampleType: [],
    period: 1,
    function: names.map((_, index) => ({ id: index + 1, name: 2 * index + 1, filename: 2 * index + 2 })),
    location: names.map((_, index) => ({ id: index + 1, line: [{ functionId: index + 1, line: 7 }] })),
    sample: Object.entries(stacks).map(([stack, value]) => ({
      locationId: stack
        .split(';')
        .reverse()
        .map((name) => names.indexOf(name) + 1),
      value: [value],
    })),
  };
}

const PROFILE = profileOf({
  'main;parse': 60,
  'main;hash;hash;parse': 20,
  'main;hash': 10,
  'Garbage Collection': 8,
  '(idle)': 2,
});
const child = (node: FlameNode, ...names: string[]): FlameNode =>
  names.reduce((at, name) => at.children.find((one) => one.name === name) as FlameNode, node);
const namesOf = (node: FlameNode): unknown => [node.name, node.total, ...node.children.map(namesOf)];

test('knows the kind of a frame', () => {
  const kinds = Object.entries(FUNCTIONS).map(([name, place]) => frameKind({ name, place }));
  expect(kinds).toEqual(['application', 'package', 'application', 'gc', 'idle']);
  expect(frameKind({ name: 'gc', place: 'src/gc.ts' })).toBe('application');
});

test('measures garbage collection and idle time, and leaves out hidden kinds', () => {
  const { profile, amounts } = apart(PROFILE, ['gc']);
  expect([amounts, usesOf(profile).total]).toEqual([{ gc: 8, idle: 2 }, 92]);
  expect(usesOf(apart(PROFILE, []).profile).total).toBe(100);
});

test('finds the callers and callees of a function; one that calls itself counts once', () => {
  const { callers, callees } = sandwichOf(PROFILE, { name: 'hash', place: 'src/hash.ts:7' });
  expect(namesOf(callers)).toEqual(['hash', 30, ['main', 30]]);
  expect(namesOf(callees)).toEqual(['hash', 30, ['hash', 20, ['parse', 20]]]);
  expect(sandwichOf(PROFILE, { name: 'hash', place: 'elsewhere' }).callees.total).toBe(0);
});

test('sorts and finds functions', () => {
  const { functions } = usesOf(PROFILE);
  const names = (text: string, order: Parameters<typeof sortedUses>[2]) =>
    sortedUses(functions, text, order).map(({ name }) => name);
  expect(names('SRC/', { by: 'total', ascending: false })).toEqual(['main', 'hash']);
  expect(names('', { by: 'name', ascending: true })).toEqual(['(idle)', 'Garbage Collection', 'hash', 'main', 'parse']);
});

test('a box is found again by its key in a profile of another time', () => {
  const box = child(profileFlame(PROFILE), 'main', 'hash', 'hash');
  const later = profileFlame(profileOf({ 'main;hash;hash;parse': 1 }));
  expect(nodeOfKey(later, keyOfNode(box))).toBe(child(later, 'main', 'hash', 'hash'));
  expect(nodeOfKey(profileFlame(profileOf({ main: 1 })), keyOfNode(box))).toBeUndefined();
});

test('counts nested matches of a search once', () => {
  const root = profileFlame(PROFILE);
  const { boxes, functions, total } = findBoxes(root, 'HASH');
  expect([boxes.size, functions, total]).toEqual([2, 1, 30]);
});

test('counts the boxes that are too narrow to be drawn', () => {
  const root = profileFlame(PROFILE);
  expect(countNarrow(root, flameRows(root, 0))).toBe(0);
  expect(countNarrow(root, flameRows(root, 0.25))).toBe(4);
  const main = child(root, 'main');
  expect(countNarrow(main, flameRows(main, 0.5))).toBe(3);
});

test('the difference has the shares before and after, including functions that are gone', () => {
  const { root, sharesOf } = flameDifference(
    profileOf({ 'main;parse': 1, 'main;hash': 3 }),
    profileOf({ 'main;parse': 200 }),
  );
  const [parse, hash] = [child(root, 'main', 'parse'), child(root, 'main', 'hash')];
  expect([sharesOf(root), sharesOf(parse), sharesOf(hash)]).toEqual([
    { before: 1, after: 1 },
    { before: 0.25, after: 1 },
    { before: 0.75, after: 0 },
  ]);
  expect([root.group, parse.group, hash.group]).toEqual(['same', 'much-more', 'much-less']);
});

test('sorts the functions of either profile by how much they changed', () => {
  const differences = usesDifference(
    profileOf({ 'main;parse': 1, 'main;hash': 3 }),
    profileOf({ 'main;parse': 100, 'main;hash;hash': 60, '(idle)': 40 }),
  );
  const found = (text: string, order: Parameters<typeof sortedDifferences>[2]) =>
    sortedDifferences(differences, text, order).map(({ name, [order.by === 'total' ? 'total' : 'self']: shares }) => [
      name,
      Number(pointsOf(shares).toFixed(1)),
    ]);
  expect(found('', { by: 'self', ascending: false })).toEqual([
    ['hash', -45],
    ['parse', 25],
    ['(idle)', 20],
    ['main', 0],
  ]);
  expect(found('src', { by: 'total', ascending: true })).toEqual([
    ['main', -20],
    ['hash', -45],
  ]);
  expect(found('', { by: 'name', ascending: true }).map(([name]) => name)).toEqual(['(idle)', 'hash', 'main', 'parse']);
});
