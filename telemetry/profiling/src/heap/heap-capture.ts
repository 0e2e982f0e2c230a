import { diag } from '@opentelemetry/api';
import { pprofBindings } from '../pprof.ts';
import { Slices } from '../slices.ts';
import { StackTree } from '../stacks/stack-tree.ts';
import { type AllocatedHeap, AllocatedSamples } from './allocated-samples.ts';
import { EarlierHeap } from './earlier-heap.ts';
import { addExternal, addNodes, bytesOf, type HeapTree, nodesOf, readHeapNodes, usedBytes } from './heap-samples.ts';

/** The mean number of bytes between two sampled allocations. Each sample costs some 10 µs, for its stack. */
export const HEAP_SAMPLING_BYTES = 1024 * 1024;
const STACK_DEPTH = 64;

/** The nodes are read twice, and each read blocks the event loop for up to 5 µs per node. */
const MOST_NODES = 500;

/** A heap that has grown by this many samples since the last read is read again before its profile is due. */
const MOST_UNREAD_SAMPLES = 32;
const WATCH_MILLISECONDS = 500;

interface Bindings {
  startSamplingHeapProfiler(bytes: number, stackDepth: number): void;
  stopSamplingHeapProfiler(): void;
}

export interface HeapLook {
  /** What is on the heap and not yet collected, by the stack that allocated it. */
  readonly inUse: HeapTree;
  /** What was allocated since the last look, one entry for each read of the sampler. */
  readonly allocated: readonly AllocatedHeap[];
}

/**
 * Runs V8's heap sampler. The sampler can only be read as a whole and without a pause. Before that takes too long, it is restarted, and what it knew
 * is kept as the earlier heap. From the second restart on, it samples half as often each time.
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
    // At the first restart the heap holds what starting the application left. That does not predict how much it will use.
    if (this.#earlier) this.#samplingBytes *= 2;
    this.#earlier = new EarlierHeap({ nodes: nodesOf(inUse), unsampledBytes: this.#unsampledBytes });
    this.#sampler.stopSamplingHeapProfiler();
    this.#sampler.startSamplingHeapProfiler(this.#samplingBytes, STACK_DEPTH);
    this.#samples.startAnew();
  }
}
