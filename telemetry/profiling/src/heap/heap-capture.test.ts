import { setImmediate as nextTurn } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import type { Stack } from '../stacks/stack-tree.ts';
import { HeapCapture, type HeapLook } from './heap-capture.ts';

type HeapStack = Stack<undefined, { readonly bytes: number }>;

const ROUNDS = 8000;
/** Some megabytes: a look less often would find what was allocated after the last collection only. */
const ROUNDS_PER_LOOK = 40;
/** Arrays that live on for a while: the young generation grows only where some survive. */
const SURVIVING = 8000;
const KEPT_ARRAYS = 100_000;
/** 125 numbers, and what V8 keeps of an array. */
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

/** Bytes by the function that is anywhere in the stack. */
async function allocate(): Promise<Map<string, number>> {
  const byFunction = new Map<string, number>();
  for (let round = 0; round < ROUNDS; round++) {
    // Called by nobody whose code V8 could merge theirs into: it would no longer see them in the stack.
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

test('garbage counts for the functions that made it, and adds up to all that was allocated', async () => {
  heap = new HeapCapture();
  const byFunction = await allocate();
  const [little, much] = [byFunction.get('makeLittle') ?? 0, byFunction.get('makeMuch') ?? 0];
  // A count of some 600 samples.
  expect(Math.abs((little + much) / (made * BYTES_PER_ARRAY) - 1)).toBeLessThan(0.25);
  // 3 as made; of some hundreds of samples.
  expect(much / little).toBeGreaterThan(1.5);
  expect(much / little).toBeLessThan(6);
  expect(inUseBy(await heap.look(), 'makeMuch')).toBeLessThan(0.2 * much);
});

test('a heap of many stacks is sampled anew, and what was known of it counts for as long as the heap is that large', async () => {
  heap = new HeapCapture(0);
  let kept = keepMuch();
  const known = inUseBy(await heap.look(), 'keepMuch');
  // 100 samples.
  expect(known / (KEPT_ARRAYS * BYTES_PER_ARRAY)).toBeGreaterThan(0.5);
  collectGarbage();
  expect(inUseBy(await heap.look(), 'keepMuch') / known).toBeGreaterThan(0.6);
  expect(kept.length).toBe(KEPT_ARRAYS);
  kept = [];
  collectGarbage();
  expect(inUseBy(await heap.look(), 'keepMuch') / known).toBeLessThan(0.3);
});
