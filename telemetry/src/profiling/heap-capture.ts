import { getHeapStatistics } from 'node:v8';
import { heap } from '@datadog/pprof';
import { type AllocatedHeap, AllocatedSamples } from './allocated-samples.ts';
import { EarlierHeap } from './earlier-heap.ts';
import { addExternal, addNodes, bytesOf, type HeapTree, nodesOf, readHeapNodes } from './heap-samples.ts';
import type { Slices } from './slices.ts';
import { StackTree } from './stack-tree.ts';

/** One sampled allocation in this many bytes, on average: each one costs some 10 µs, for its stack. */
export const HEAP_SAMPLING_BYTES = 1024 * 1024;
const STACK_DEPTH = 64;

/** Reading them, which is done twice, holds the event loop each time for up to 5 µs a node. */
const MOST_NODES = 500;

export interface HeapLook {
  /** What is on the heap now and not yet collected, by the stack that allocated it. */
  readonly inUse: HeapTree;
  /** What was allocated since the last look. */
  readonly allocated: AllocatedHeap;
}

/**
 * V8's heap sampler. It can only be read as a whole, in one go: before that takes too long, it is started anew, from the second time on to sample half
 * as often, and what it knew is kept as the earlier heap.
 */
export class HeapCapture {
  readonly #mostNodes: number;
  readonly #allocated: AllocatedSamples;
  readonly #unsampledBytes = getHeapStatistics().used_heap_size;
  #samplingBytes = HEAP_SAMPLING_BYTES;
  #earlier: EarlierHeap | undefined;

  constructor(mostNodes = MOST_NODES) {
    this.#mostNodes = mostNodes;
    heap.start(this.#samplingBytes, STACK_DEPTH);
    this.#allocated = new AllocatedSamples();
  }

  async look(slices: Slices): Promise<HeapLook> {
    const nodes = readHeapNodes();
    await slices.next();
    const allocated = this.#allocated.take();
    await slices.next();
    const inUse: HeapTree = new StackTree();
    await addNodes(inUse, nodes, { slices });
    await this.#earlier?.addTo(inUse, { sampledBytes: bytesOf(nodes), slices });
    if (nodes.length > this.#mostNodes) this.#startAnew(inUse);
    addExternal(inUse);
    return { inUse, allocated };
  }

  stop(): void {
    this.#allocated.stop();
    heap.stop();
  }

  #startAnew(inUse: HeapTree): void {
    // The first time it is what starting the application left: that says nothing of how much it will use.
    if (this.#earlier) this.#samplingBytes *= 2;
    this.#earlier = new EarlierHeap({ nodes: nodesOf(inUse), unsampledBytes: this.#unsampledBytes });
    heap.stop();
    heap.start(this.#samplingBytes, STACK_DEPTH);
    this.#allocated.startAnew();
  }
}
