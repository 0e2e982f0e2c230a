import { getHeapStatistics } from 'node:v8';
import { heap } from '@datadog/pprof';
import type { RawHeapNode } from './raw-profile.ts';
import type { Slices } from './slices.ts';
import { type Stack, StackTree } from './stack-tree.ts';

export interface HeapUse {
  objects: number;
  bytes: number;
}

/** One sampled allocation in this many bytes, on average. */
export const HEAP_SAMPLING_BYTES = 512 * 1024;
const STACK_DEPTH = 64;
const EXTERNAL = { name: '(external)', scriptName: '', lineNumber: 0, columnNumber: 0 };

export function startHeapProfiler(): void {
  heap.start(HEAP_SAMPLING_BYTES, STACK_DEPTH);
}

export function stopHeapProfiler(): void {
  heap.stop();
}

/** What is on the heap now and not yet collected, by the stack that allocated it. */
export async function collectHeap(slices: Slices): Promise<StackTree<undefined, HeapUse>> {
  const root = heap.v8Profile() as unknown as RawHeapNode;
  const tree = new StackTree<undefined, HeapUse>();
  tree.child(undefined, EXTERNAL).values.set(undefined, { objects: 1, bytes: getHeapStatistics().external_memory });
  const open: { node: RawHeapNode; parent: Stack<undefined, HeapUse> | undefined }[] = [];
  for (const node of root.children) open.push({ node, parent: undefined });
  for (let entry = open.pop(); entry; entry = open.pop()) {
    if (slices.due) await slices.next();
    const stack = tree.child(entry.parent, entry.node);
    if (entry.node.allocations.length > 0) add(stack, entry.node);
    for (const node of entry.node.children) open.push({ node, parent: stack });
  }
  return tree;
}

function add({ values }: Stack<undefined, HeapUse>, { allocations }: RawHeapNode): void {
  const use = values.get(undefined) ?? { objects: 0, bytes: 0 };
  for (const { count, sizeBytes } of allocations) {
    use.objects += count;
    use.bytes += count * sizeBytes;
  }
  values.set(undefined, use);
}
