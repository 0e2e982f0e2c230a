import { Session } from 'node:inspector';
import { type RawFrame, type Stack, StackTree } from '../stacks/stack-tree.ts';

interface Bytes {
  readonly bytes: number;
}

type AllocatedTree = StackTree<undefined, Bytes>;
type AllocatedStack = Stack<undefined, Bytes>;

export interface AllocatedHeap {
  readonly tree: AllocatedTree;
  /** How many allocated bytes each byte in the tree stands for. */
  readonly scale: number;
}

/** The inspector's answer about the running heap sampler, with fields that its type declarations lack. */
interface SamplingProfile {
  readonly head: SampledNode;
  /** The sampled objects that are not collected yet. `ordinal` numbers all objects ever sampled. */
  readonly samples: readonly Sample[];
}

interface Sample {
  readonly ordinal: number;
  readonly nodeId: number;
  /** The bytes that the sample stands for. */
  readonly size: number;
}

interface SampledNode {
  readonly id: number;
  readonly callFrame: {
    readonly functionName: string;
    readonly url: string;
    readonly lineNumber: number;
    readonly columnNumber: number;
  };
  readonly children: readonly SampledNode[];
}

interface Caller {
  readonly node: SampledNode;
  readonly caller: Caller | undefined;
}

/**
 * Attributes allocated bytes to stacks, whether the objects have been collected or not. V8's only heap sampler forgets collected objects, but it
 * numbers its samples. A read finds all samples since the last collection, and their numbers say how many there were in total, so those that are
 * found are scaled up to stand for those that are missing.
 */
export class AllocatedSamples {
  readonly #session = new Session();
  #newest = 0;

  constructor() {
    this.#session.connect();
  }

  /**
   * Reads what was allocated since the last call that found anything. The heap sampler must be running. Blocks the event loop for some
   * milliseconds, because V8 hands its samples over as JSON.
   */
  take(): AllocatedHeap {
    let allocated: AllocatedHeap = { tree: new StackTree(), scale: 0 };
    // `post` calls back before it returns.
    this.#session.post('HeapProfiler.getSamplingProfile', (_error, answer) => {
      if (answer) allocated = this.#read(answer.profile as unknown as SamplingProfile);
    });
    return allocated;
  }

  /** Expects samples from number 1 again, as after a restart of the heap sampler. */
  startAnew(): void {
    this.#newest = 0;
  }

  stop(): void {
    this.#session.disconnect();
  }

  #read({ head, samples }: SamplingProfile): AllocatedHeap {
    const fresh = sinceCollection(samples).filter(({ ordinal }) => ordinal > this.#newest);
    const [newest] = fresh;
    if (newest === undefined) return { tree: new StackTree(), scale: 0 };
    const scale = (newest.ordinal - this.#newest) / fresh.length;
    this.#newest = newest.ordinal;
    return { tree: treeOf(fresh, callersById(head)), scale };
  }
}

/** The newest samples up to the first gap in their numbers, newest first: a collection removes most of what was allocated just before it. */
function sinceCollection(samples: readonly Sample[]): Sample[] {
  const newestFirst = samples.toSorted((a, b) => b.ordinal - a.ordinal);
  const gap = newestFirst.findIndex(({ ordinal }, index) => ordinal !== (newestFirst[0]?.ordinal ?? 0) - index);
  return gap < 0 ? newestFirst : newestFirst.slice(0, gap);
}

function treeOf(samples: readonly Sample[], callers: Map<number, Caller>): AllocatedTree {
  const tree: AllocatedTree = new StackTree();
  for (const { nodeId, size } of samples) {
    const values = stackOf(callers.get(nodeId), tree)?.values;
    values?.set(undefined, { bytes: (values.get(undefined)?.bytes ?? 0) + size });
  }
  return tree;
}

/** @returns undefined for the root, which is not a function */
function stackOf(at: Caller | undefined, tree: AllocatedTree): AllocatedStack | undefined {
  if (at?.caller === undefined) return undefined;
  return tree.child(stackOf(at.caller, tree), frameOf(at.node));
}

function callersById(head: SampledNode): Map<number, Caller> {
  const callers = new Map<number, Caller>();
  const open: Caller[] = [{ node: head, caller: undefined }];
  for (let entry = open.pop(); entry; entry = open.pop()) {
    callers.set(entry.node.id, entry);
    for (const node of entry.node.children) open.push({ node, caller: entry });
  }
  return callers;
}

/** The inspector counts lines and columns from 0, the profilers from 1. */
function frameOf({ callFrame }: SampledNode): RawFrame {
  const { functionName, url, lineNumber, columnNumber } = callFrame;
  return { name: functionName, scriptName: url, lineNumber: lineNumber + 1, columnNumber: columnNumber + 1 };
}
