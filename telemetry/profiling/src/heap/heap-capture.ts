import { diag } from '@opentelemetry/api';
import { pprofBindings } from '../pprof.ts';
import { Slices } from '../slices.ts';
import { StackTree } from '../stacks/stack-tree.ts';
import { type AllocatedHeap, AllocatedSamples } from './allocated-samples.ts';
import { EarlierHeap } from './earlier-heap.ts';
import { addExternal, addNodes, bytesOf, type HeapTree, nodesOf, readHeapNodes, usedBytes } from './heap-samples.ts';

/** One sampled allocation in this many bytes, on average: each one costs some 10 µs, for its stack. */
export const HEAP_SAMPLING_BYTES = 1024 * 1024;
const STACK_DEPTH = 64;

/** Reading them, which is done twice, holds the event loop each time for up to 5 µs a node. */
const MOST_NODES = 500;

/** A heap that has grown by so many samples since it was read is read at once, and not only when its profile is due. */
const MOST_UNREAD_SAMPLES = 32;
const WATCH_MILLISECONDS = 500;

interface Bindings {
  startSamplingHeapProfiler(bytes: number, stackDepth: number): void;
  stopSamplingHeapProfiler(): void;
}

export interface HeapLook {
  /** What is on the heap now and not yet collected, by the stack that allocated it. */
  readonly inUse: HeapTree;
  /** What was allocated since the last look, part by part. */
  readonly allocated: readonly AllocatedHeap[];
}

/**
 * V8's heap sampler. It can only be read as a whole, in one go: before that takes too long, it is started anew, from the second time on to sample half
 * as often, and what it knew is kept as the earlier heap.
 */
export class HeapCapture {
  readonly #sampler = pprofBindings<Bindings>('heap');
  readonly #mostNodes: number;
  readonly #samples = new AllocatedSamples();
  readonly #slices = new Slices();
  readonly #unsampledBytes = usedBytes();
  readonly #watch: NodeJS.Timeout;
  #samplingBytes = HEAP_SAMPLING_BYTES;
  #earlier: EarlierHeap | undefined;
  #allocated: AllocatedHeap[] = [];
  #readBytes = this.#unsampledBytes;
  #reading: Promise<unknown> = Promise.resolve();

  constructor(mostNodes = MOST_NODES) {
    this.#mostNodes = mostNodes;
    this.#sampler.startSamplingHeapProfiler(this.#samplingBytes, STACK_DEPTH);
    this.#watch = setInterval(() => this.#readIfGrown(), WATCH_MILLISECONDS).unref();
  }

  async look(): Promise<HeapLook> {
    const inUse = await this.#queueRead();
    addExternal(inUse);
    const allocated = this.#allocated;
    this.#allocated = [];
    return { inUse, allocated };
  }

  async stop(): Promise<void> {
    clearInterval(this.#watch);
    await this.#reading.catch(() => {});
    this.#samples.stop();
    this.#sampler.stopSamplingHeapProfiler();
  }

  #readIfGrown(): void {
    if (usedBytes() - this.#readBytes < MOST_UNREAD_SAMPLES * this.#samplingBytes) return;
    this.#queueRead().catch((error) => diag.warn('the heap profile is incomplete', error));
  }

  #queueRead(): Promise<HeapTree> {
    const read = this.#reading.catch(() => {}).then(() => this.#read());
    this.#reading = read;
    return read;
  }

  async #read(): Promise<HeapTree> {
    this.#readBytes = usedBytes();
    const nodes = readHeapNodes();
    await this.#slices.next();
    this.#allocated.push(this.#samples.take());
    await this.#slices.next();
    const inUse: HeapTree = new StackTree();
    await addNodes(inUse, nodes, { slices: this.#slices });
    await this.#earlier?.addTo(inUse, { sampledBytes: bytesOf(nodes), slices: this.#slices });
    if (nodes.length > this.#mostNodes) this.#startAnew(inUse);
    return inUse;
  }

  #startAnew(inUse: HeapTree): void {
    // The first time it is what starting the application left: that says nothing of how much it will use.
    if (this.#earlier) this.#samplingBytes *= 2;
    this.#earlier = new EarlierHeap({ nodes: nodesOf(inUse), unsampledBytes: this.#unsampledBytes });
    this.#sampler.stopSamplingHeapProfiler();
    this.#sampler.startSamplingHeapProfiler(this.#samplingBytes, STACK_DEPTH);
    this.#samples.startAnew();
  }
}
