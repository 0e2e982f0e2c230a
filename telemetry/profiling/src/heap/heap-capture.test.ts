import { setImmediate as nextTurn } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import type { Stack } from '../stacks/stack-tree.ts';
import { HeapCapture, type HeapLook } from './heap-capture.ts';

type HeapStack = Stack<undefined, { readonly bytes: number }>;

const ROUNDS = 8000;
/** Reads after some megabytes each: rarer reads would miss what was allocated before the last collection. */
const ROUNDS_PER_LOOK = 40;
/** Arrays that live on for a while, because the young generation grows only when some objects survive. */
const SURVIVING = 8000;
const KEPT_ARRAYS = 100_000;
/** 125 numbers and V8's overhead for an array. */
const BYTES_PER_ARRAY = 1048;

setFlagsFromString('--expose-gc');
const collectGarbage: () => void = runInNewContext('gc');

let surviving: number[][] = [];
let made = 0;

let heap: HeapCapture;

beforeEach(collectGarbage);
afterEach(async () => {
  await heap.stop();
  surviving = [];
});

function makeArray(index: number): number[] {
  return new Array(125).fill(index);
}

function litter(arrays: number): void {
  for (let index = 0; index < arrays; index++) surviving[made++ % SURVIVING] = makeArray(index);
}

function makeLittle(): void {
  litter(20);
}

function makeMuch(): void {
  litter(60);
}

function keepMuch(): number[][] {
  return Array.from({ length: KEPT_ARRAYS }, (_, index) => makeArray(index));
}

/** Allocated bytes by function: each function counts what was allocated with it anywhere in the stack. */
async function allocate(): Promise<Map<string, number>> {
  const byFunction = new Map<string, number>();
  for (let round = 0; round < ROUNDS; round++) {
    // Called from the event loop: V8 could inline them into a caller, and they would vanish from the stack.
    setImmediate(makeLittle);
    setImmediate(makeMuch);
    await nextTurn();
    if (round % ROUNDS_PER_LOOK > 0) continue;
    for (const { tree, scale } of (await heap.look()).allocated) {
      for (const stack of tree.stacks) {
        const bytes = (stack.values.get(undefined)?.bytes ?? 0) * scale;
        for (const name of namesIn(stack)) byFunction.set(name, (byFunction.get(name) ?? 0) + bytes);
      }
    }
  }
  return byFunction;
}

function namesIn(stack: HeapStack): Set<string> {
  const names = new Set<string>();
  for (let at: HeapStack | undefined = stack; at; at = at.parent) names.add(at.frame.name ?? '');
  return names;
}

function inUseBy({ inUse }: HeapLook, name: string): number {
  const stacks = inUse.stacks.filter((stack) => namesIn(stack).has(name));
  return stacks.reduce((sum, { values }) => sum + (values.get(undefined)?.bytes ?? 0), 0);
}

test('garbage is attributed to the functions that made it, and adds up to all that was allocated', async () => {
  heap = new HeapCapture();
  const byFunction = await allocate();
  const [little, much] = [byFunction.get('makeLittle') ?? 0, byFunction.get('makeMuch') ?? 0];
  // Estimated from some 600 samples.
  expect(Math.abs((little + much) / (made * BYTES_PER_ARRAY) - 1)).toBeLessThan(0.25);
  // In truth 3; estimated from a few hundred samples.
  expect(much / little).toBeGreaterThan(1.5);
  expect(much / little).toBeLessThan(6);
  expect(inUseBy(await heap.look(), 'makeMuch')).toBeLessThan(0.2 * much);
});

test('a sampler of many stacks is restarted, and what it knew still counts while the heap stays that large', async () => {
  heap = new HeapCapture(0);
  let kept = keepMuch();
  const known = inUseBy(await heap.look(), 'keepMuch');
  // Estimated from 100 samples.
  expect(known / (KEPT_ARRAYS * BYTES_PER_ARRAY)).toBeGreaterThan(0.5);
  collectGarbage();
  expect(inUseBy(await heap.look(), 'keepMuch') / known).toBeGreaterThan(0.6);
  expect(kept.length).toBe(KEPT_ARRAYS);
  kept = [];
  collectGarbage();
  expect(inUseBy(await heap.look(), 'keepMuch') / known).toBeLessThan(0.3);
});
