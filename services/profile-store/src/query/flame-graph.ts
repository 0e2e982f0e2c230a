import type { Frame } from '../store/profile.ts';
import type { StackTotal } from './profile-reader.ts';

/** Pyroscope's flame graph: one array of quads `[x offset delta, total, self, name index]` for each depth. */
export interface FlameGraph {
  names: string[];
  levels: number[][];
  total: number;
  maxSelf: number;
}

interface Node {
  name: string;
  self: number;
  total: number;
  children: Map<string, Node>;
}

export interface FlameGraphOptions {
  /** About how many nodes there may be: the largest; the others are summed up as `other`. */
  maxNodes?: number;
  /** What a node is called; calls of the same name by the same caller are one node. Default: the function's name. */
  nameOf?: (frame: Frame) => string;
}

export function buildFlameGraph(
  stacks: readonly StackTotal[],
  { maxNodes = Number.POSITIVE_INFINITY, nameOf = (frame) => frame.function }: FlameGraphOptions = {},
): FlameGraph {
  const root = mergeStacks(stacks, nameOf);
  const layout = new Layout(smallestShown(root, maxNodes));
  layout.add(root, { level: 0, x: 0 });
  return { names: layout.names, levels: layout.levels, total: root.total, maxSelf: layout.maxSelf };
}

function mergeStacks(stacks: readonly StackTotal[], nameOf: (frame: Frame) => string): Node {
  const root = createNode('total');
  for (const { stack, value } of stacks) {
    let node = root;
    node.total += value;
    for (const frame of stack) {
      node = childOf(node, nameOf(frame));
      node.total += value;
    }
    node.self += value;
  }
  return root;
}

const createNode = (name: string): Node => ({ name, self: 0, total: 0, children: new Map() });

function childOf(parent: Node, name: string): Node {
  const known = parent.children.get(name);
  if (known !== undefined) return known;
  const child = createNode(name);
  parent.children.set(name, child);
  return child;
}

function smallestShown(root: Node, maxNodes: number): number {
  const totals: number[] = [];
  const visit = (node: Node): void => {
    totals.push(node.total);
    for (const child of node.children.values()) visit(child);
  };
  visit(root);
  if (totals.length <= maxNodes) return 0;
  return totals.sort((a, b) => b - a)[Math.max(0, maxNodes - 1)] ?? 0;
}

/** Lays nodes side by side and below each other, each level's offsets as differences to what stands left of it. */
class Layout {
  readonly names: string[] = [];
  readonly levels: number[][] = [];
  maxSelf = 0;
  readonly #smallest: number;
  readonly #nameIndexes = new Map<string, number>();
  readonly #ends: number[] = [];

  constructor(smallest: number) {
    this.#smallest = smallest;
  }

  add(node: Node, { level, x }: { level: number; x: number }): void {
    this.#place(node, level, x);
    let next = x;
    let other = 0;
    for (const child of [...node.children.values()].sort(byName)) {
      if (child.total < this.#smallest) other += child.total;
      else {
        this.add(child, { level: level + 1, x: next });
        next += child.total;
      }
    }
    if (other > 0) this.#place({ ...createNode('other'), self: other, total: other }, level + 1, next);
  }

  #place({ name, self, total }: Node, level: number, x: number): void {
    this.levels[level] ??= [];
    this.levels[level].push(x - (this.#ends[level] ?? 0), total, self, this.#nameIndex(name));
    this.#ends[level] = x + total;
    this.maxSelf = Math.max(this.maxSelf, self);
  }

  #nameIndex(name: string): number {
    const known = this.#nameIndexes.get(name);
    if (known !== undefined) return known;
    const index = this.names.push(name) - 1;
    this.#nameIndexes.set(name, index);
    return index;
  }
}

const byName = (a: Node, b: Node): number => (a.name < b.name ? -1 : 1);
