import { getHeapStatistics } from 'node:v8';
import { pprofBindings } from '../pprof.ts';
import type { Slices } from '../slices.ts';
import type { RawHeapNode } from '../stacks/raw-profile.ts';
import type { RawFrame, Stack, StackTree } from '../stacks/stack-tree.ts';

export interface HeapUse {
  objects: number;
  bytes: number;
}

export type HeapTree = StackTree<undefined, HeapUse>;
type HeapStack = Stack<undefined, HeapUse>;

/** A function call in V8's tree of sampled allocations. In a list of nodes, callers come before callees. */
export interface HeapNode extends HeapUse {
  readonly frame: RawFrame;
  /** The caller's index among the nodes; undefined for the outermost function of a stack. */
  readonly caller: number | undefined;
}

interface Bindings {
  mapAllocationProfile<Result>(read: (root: RawHeapNode) => Result): Result;
}

const EXTERNAL = { name: '(external)', scriptName: '', lineNumber: 0, columnNumber: 0 };

/** Copies what the running heap sampler knows about objects that are not collected yet. Does so without a pause, because V8 frees its nodes afterwards. */
export function readHeapNodes(): HeapNode[] {
  return pprofBindings<Bindings>('heap').mapAllocationProfile((root) => {
    const nodes: HeapNode[] = [];
    const open: { node: RawHeapNode; caller: number | undefined }[] = [];
    for (const node of root.children) open.push({ node, caller: undefined });
    for (let entry = open.pop(); entry; entry = open.pop()) {
      const { node, caller } = entry;
      const index = nodes.push(copyOf(node, caller)) - 1;
      for (const child of node.children) open.push({ node: child, caller: index });
    }
    return nodes;
  });
}

function copyOf(node: RawHeapNode, caller: number | undefined): HeapNode {
  const { name = '', scriptName, lineNumber = 0, columnNumber = 0 } = node;
  let [objects, bytes] = [0, 0];
  for (const { count, sizeBytes } of node.allocations) {
    objects += count;
    bytes += count * sizeBytes;
  }
  return { frame: { name, scriptName, lineNumber, columnNumber }, caller, objects, bytes };
}

/** Adds the objects and bytes of the nodes to `tree`, or a share (0 to 1) of them. */
export async function addNodes(
  tree: HeapTree,
  nodes: readonly HeapNode[],
  { slices, share = 1 }: { readonly slices: Slices; readonly share?: number },
): Promise<void> {
  const stacks: HeapStack[] = [];
  for (const { frame, caller, objects, bytes } of nodes) {
    if (slices.due) await slices.next();
    const stack = tree.child(caller === undefined ? undefined : stacks[caller], frame);
    stacks.push(stack);
    addUse(stack, { objects: share * objects, bytes: share * bytes });
  }
}

/** Turns a tree back into nodes. */
export function nodesOf({ stacks }: HeapTree): HeapNode[] {
  const indices = new Map(stacks.map((stack, index) => [stack, index]));
  return stacks.map(({ frame, parent, values }) => {
    const { objects, bytes } = values.get(undefined) ?? { objects: 0, bytes: 0 };
    return { frame, caller: parent && indices.get(parent), objects, bytes };
  });
}

export function bytesOf(nodes: readonly HeapNode[]): number {
  return nodes.reduce((sum, { bytes }) => sum + bytes, 0);
}

function addUse({ values }: HeapStack, { objects, bytes }: HeapUse): void {
  if (bytes === 0) return;
  const use = values.get(undefined);
  if (use === undefined) values.set(undefined, { objects, bytes });
  else {
    use.objects += objects;
    use.bytes += bytes;
  }
}

/** The used bytes of V8's heap, including what is not collected yet. */
export function usedBytes(): number {
  return getHeapStatistics().used_heap_size;
}

/** Adds the memory outside V8's heap, of which only the total is known. */
export function addExternal(tree: HeapTree): void {
  addUse(tree.child(undefined, EXTERNAL), { objects: 1, bytes: getHeapStatistics().external_memory });
}
