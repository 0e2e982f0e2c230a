import { setImmediate as nextTurn } from 'node:timers/promises';
import { getHeapStatistics } from 'node:v8';
import { AllocatedSamples } from './allocated-samples.ts';
import { collectHeap, startHeapProfiler, stopHeapProfiler } from './heap-samples.ts';
import { Slices } from './slices.ts';

const ROUNDS = 4000;
const ROUNDS_PER_TURN = 5;
/** Arrays that live on for a while: the young generation grows only where some survive. */
const SURVIVING = 8000;

const surviving: number[][] = [];
let made = 0;

let samples: AllocatedSamples;

beforeEach(() => {
  startHeapProfiler();
  samples = new AllocatedSamples();
});
afterEach(() => {
  samples.stop();
  stopHeapProfiler();
});

function litter(kilobytes: number): void {
  for (let index = 0; index < kilobytes; index++) surviving[made++ % SURVIVING] = new Array(125).fill(index);
}

function makeLittle(): void {
  litter(20);
}

function makeMuch(): void {
  litter(60);
}

function allocatedBytes(): number {
  return (getHeapStatistics() as unknown as { total_allocated_bytes: number }).total_allocated_bytes;
}

async function allocate(): Promise<Map<string, number>> {
  const byFunction = new Map<string, number>();
  for (let round = 0; round < ROUNDS; round++) {
    makeLittle();
    makeMuch();
    if (round % ROUNDS_PER_TURN > 0) continue;
    await nextTurn();
    const { tree, scale } = samples.take();
    for (const stack of tree.stacks) {
      const bytes = (stack.values.get(undefined)?.bytes ?? 0) * scale;
      const names = new Set<string>(['all']);
      for (let at: typeof stack | undefined = stack; at; at = at.parent) names.add(at.frame.name ?? '');
      for (const name of names) byFunction.set(name, (byFunction.get(name) ?? 0) + bytes);
    }
  }
  return byFunction;
}

test('garbage counts for the functions that made it, and adds up to all that was allocated', async () => {
  const before = allocatedBytes();
  const bytes = await allocate();
  const allocated = allocatedBytes() - before;
  const of = (name: string) => bytes.get(name) ?? 0;
  expect(Math.abs(of('all') / allocated - 1)).toBeLessThan(0.15);
  // 3 as made; a sample of some hundreds.
  expect(of('makeMuch') / of('makeLittle')).toBeGreaterThan(1.5);
  expect(of('makeMuch') / of('makeLittle')).toBeLessThan(6);
  const inUse = (await collectHeap(new Slices())).stacks.filter(({ frame }) => frame.name === 'litter');
  const kept = inUse.reduce((sum, { values }) => sum + (values.get(undefined)?.bytes ?? 0), 0);
  expect(kept).toBeLessThan(0.2 * of('all'));
});
