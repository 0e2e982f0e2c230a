import type { Slices } from '../slices.ts';
import type { LocalRoot } from '../spans/local-root.ts';
import type { RawTimeNode, RawTimeProfile } from '../stacks/raw-profile.ts';
import { type Stack, StackTree } from '../stacks/stack-tree.ts';
import { SAMPLING_INTERVAL_MICROSECONDS } from './wall-profiler.ts';

export interface Time {
  cpuNanoseconds: number;
  wallNanoseconds: number;
}

type TimeStack = Stack<LocalRoot | undefined, Time>;

interface Hit {
  readonly time: Time;
  readonly cpuNanoseconds: number;
}

/** V8's frames for work outside JavaScript functions. `(program)` has no CPU time, because the profiler adds it to the next sample. */
const PROGRAM = '(program)';
const IDLE = '(idle)';
const GARBAGE_COLLECTOR = '(garbage collector)';

const RUNTIME = { name: 'Node.js', scriptName: '', lineNumber: 0, columnNumber: 0 };
const COLLECTOR = { ...RUNTIME, name: 'Garbage Collection' };
const OTHER_THREADS = { ...RUNTIME, name: 'Non JS threads activity' };
const BETWEEN_SAMPLES = { ...RUNTIME, name: 'Between samples' };

/** CPU and wall time by stack and local root, merged from many native profiles. */
export class TimeSamples {
  readonly tree = new StackTree<LocalRoot | undefined, Time>();

  async add(profile: RawTimeProfile, slices: Slices): Promise<void> {
    const hits: Hit[] = [];
    let hitCount = 0;
    let idleNanoseconds = 0;
    const open = profile.topDownRoot.children.map((node) => this.#entry(node));
    for (let entry = open.pop(); entry; entry = open.pop()) {
      if (slices.due) await slices.next();
      const { node, stack } = entry;
      hitCount += node.hitCount;
      if (node.name === IDLE) idleNanoseconds += cpuOf(node);
      if (!stack) continue;
      for (const { context, cpuTime = 0 } of node.contexts) {
        hits.push({ time: timeOf(stack, context as LocalRoot | undefined), cpuNanoseconds: cpuTime });
      }
      for (const child of node.children) open.push({ node: child, stack: this.tree.child(stack, child) });
    }
    const wallNanoseconds = intervalNanoseconds(profile, hitCount);
    this.#runtime(OTHER_THREADS).cpuNanoseconds += profile.nonJSThreadsCpuTime;
    this.#runtime(BETWEEN_SAMPLES).cpuNanoseconds += shareTime(hits, idleNanoseconds, wallNanoseconds);
  }

  #entry(node: RawTimeNode): { node: RawTimeNode; stack: TimeStack | undefined } {
    if (node.name === PROGRAM || node.name === IDLE) return { node, stack: undefined };
    if (node.name !== GARBAGE_COLLECTOR) return { node, stack: this.tree.child(undefined, node) };
    return { node, stack: this.tree.child(this.tree.child(undefined, RUNTIME), COLLECTOR) };
  }

  #runtime(frame: typeof RUNTIME): Time {
    return timeOf(this.tree.child(this.tree.child(undefined, RUNTIME), frame), undefined);
  }
}

/**
 * Gives each hit its wall time, and the CPU time since the previous sample. Samples that find the thread idle have the CPU time of short work that no
 * sample hit. That time is shared among the hits, none of which can have used more CPU than wall time. @returns the nanoseconds that are left over
 */
function shareTime(hits: readonly Hit[], idleNanoseconds: number, wallNanoseconds: number): number {
  const roomOf = ({ cpuNanoseconds }: Hit) => Math.max(0, wallNanoseconds - cpuNanoseconds);
  const room = hits.reduce((sum, hit) => sum + roomOf(hit), 0);
  const share = room > 0 ? Math.min(1, idleNanoseconds / room) : 0;
  for (const hit of hits) {
    hit.time.wallNanoseconds += wallNanoseconds;
    hit.time.cpuNanoseconds += hit.cpuNanoseconds + share * roomOf(hit);
  }
  return idleNanoseconds - share * room;
}

function timeOf({ values }: TimeStack, root: LocalRoot | undefined): Time {
  const known = values.get(root);
  if (known) return known;
  const time = { cpuNanoseconds: 0, wallNanoseconds: 0 };
  values.set(root, time);
  return time;
}

function cpuOf({ contexts }: RawTimeNode): number {
  return contexts.reduce((sum, { cpuTime = 0 }) => sum + cpuTime, 0);
}

/** The mean time between samples. A busy machine samples less often than requested, but at least half as often. */
function intervalNanoseconds({ startTime, endTime }: RawTimeProfile, hitCount: number): number {
  const mean = (endTime - startTime) / hitCount;
  return 1000 * Math.min(Math.max(mean, SAMPLING_INTERVAL_MICROSECONDS), 2 * SAMPLING_INTERVAL_MICROSECONDS);
}
