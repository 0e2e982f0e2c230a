import { Session } from 'node:inspector';
import { type RawFrame, type Stack, StackTree } from './stack-tree.ts';

export interface AllocatedHeap {
  readonly tree: StackTree<undefined, { bytes: number }>;
  /** How many bytes were allocated for each one in the tree. */
  readonly scale: number;
}

/** What the inspector knows of the running heap sampler, beyond what its type declarations say. */
interface SamplingProfile {
  readonly head: SampledNode;
  /** Objects that are not collected yet. `ordinal` numbers all objects ever sampled. */
  readonly samples: readonly Sample[];
}

interface Sample {
  readonly ordinal: number;
  readonly nodeId: number;
  /** Bytes that the sample stands for. */
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

const LOOK_MILLISECONDS = 2000;

/**
 * What is allocated, collected or not, by the stack that does it. V8's one heap sampler forgets what is collected, but numbers its samples: each look
 * finds all since the last collection, and, by the numbers, how many there were in all; those found then stand for those missed.
 */
export class AllocatedSamples {
  readonly #session = new Session();
  readonly #timer: NodeJS.Timeout;
  #tree: AllocatedHeap['tree'] = new StackTree();
  #found = 0;
  #newest = 0;
  #taken = 0;

  /** The heap sampler has to run. */
  constructor() {
    this.#session.connect();
    this.#timer = setInterval(() => this.#look(), LOOK_MILLISECONDS).unref();
  }

  /** What was allocated since the last call that gave anything. */
  take(): AllocatedHeap {
    this.#look();
    if (this.#found === 0) return { tree: new StackTree(), scale: 0 };
    const allocated = { tree: this.#tree, scale: (this.#newest - this.#taken) / this.#found };
    this.#tree = new StackTree();
    this.#found = 0;
    this.#taken = this.#newest;
    return allocated;
  }

  stop(): void {
    clearInterval(this.#timer);
    this.#session.disconnect();
  }

  #look(): void {
    // The callback is called before `post` returns.
    this.#session.post('HeapProfiler.getSamplingProfile', (_error, answer) => {
      if (answer) this.#add(answer.profile as unknown as SamplingProfile);
    });
  }

  #add({ head, samples }: SamplingProfile): void {
    const fresh = sinceCollection(samples).filter(({ ordinal }) => ordinal > this.#newest);
    if (fresh.length === 0) return;
    const callers = callersById(head);
    for (const { nodeId, size } of fresh) {
      const stack = this.#stack(callers.get(nodeId));
      if (stack === undefined) continue;
      stack.values.set(undefined, { bytes: (stack.values.get(undefined)?.bytes ?? 0) + size });
    }
    this.#found += fresh.length;
    this.#newest = fresh[0]?.ordinal ?? this.#newest;
  }

  /** Nothing for the root, which is no function. */
  #stack(at: Caller | undefined): Stack<undefined, { bytes: number }> | undefined {
    if (at?.caller === undefined) return undefined;
    return this.#tree.child(this.#stack(at.caller), frameOf(at.node));
  }
}

/** The newest samples without a gap, newest first: a collection takes most of what was allocated just before it. */
function sinceCollection(samples: readonly Sample[]): Sample[] {
  const newestFirst = samples.toSorted((a, b) => b.ordinal - a.ordinal);
  const gap = newestFirst.findIndex(({ ordinal }, index) => ordinal !== (newestFirst[0]?.ordinal ?? 0) - index);
  return gap < 0 ? newestFirst : newestFirst.slice(0, gap);
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
