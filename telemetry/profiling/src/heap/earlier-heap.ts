import type { Slices } from '../slices.ts';
import { addNodes, bytesOf, type HeapNode, type HeapTree, usedBytes } from './heap-samples.ts';

interface EarlierHeapOptions {
  /** What was in use when the heap sampler was restarted. */
  readonly nodes: readonly HeapNode[];
  /** The bytes that were on the heap before the sampling began. */
  readonly unsampledBytes: number;
}

/**
 * What a heap sampler knew before its restart. The size of the heap shows how much of it is still in use: everything that was not sampled
 * since. It does not show which part, so every stack is assumed to have kept the same share.
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

  /** Adds what is still in use to `tree`. `sampledBytes` is what has been sampled since the restart. */
  addTo(
    tree: HeapTree,
    { sampledBytes, slices }: { readonly sampledBytes: number; readonly slices: Slices },
  ): Promise<void> {
    const left = usedBytes() - this.#unsampledBytes - sampledBytes;
    const share = Math.min(Math.max(left / this.#bytes, 0), 1);
    return addNodes(tree, this.#nodes, { slices, share });
  }
}
