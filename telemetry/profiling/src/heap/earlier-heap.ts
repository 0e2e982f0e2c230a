import type { Slices } from '../slices.ts';
import { addNodes, bytesOf, type HeapNode, type HeapTree, usedBytes } from './heap-samples.ts';

interface EarlierHeapOptions {
  /** What was in use when the heap sampler was started anew. */
  readonly nodes: readonly HeapNode[];
  /** What was on the heap before any of it was sampled. */
  readonly unsampledBytes: number;
}

/**
 * What a heap sampler knew before it was started anew. The size of the heap shows how much of that is still in use: all that was not sampled
 * since. Nothing shows which of it: each stack has the same share left.
 */
export class EarlierHeap {
  readonly #nodes: readonly HeapNode[];
  readonly #bytes: number;
  readonly #unsampledBytes: number;

  constructor({ nodes, unsampledBytes }: EarlierHeapOptions) {
    this.#nodes = nodes;
    this.#bytes = bytesOf(nodes);
    this.#unsampledBytes = unsampledBytes;
  }

  /** Adds to `tree` what is left, where `sampledBytes` have been sampled since. */
  addTo(
    tree: HeapTree,
    { sampledBytes, slices }: { readonly sampledBytes: number; readonly slices: Slices },
  ): Promise<void> {
    const left = usedBytes() - this.#unsampledBytes - sampledBytes;
    const share = Math.min(Math.max(left / this.#bytes, 0), 1);
    return addNodes(tree, this.#nodes, { slices, share });
  }
}
