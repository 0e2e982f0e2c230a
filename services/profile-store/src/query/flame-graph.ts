import type { Frame } from '../store/profile.ts';
import type { StackTotal } from './profile-reader.ts';

/** Pyroscope's flame graph: one array of quads `[x offset delta, total, self, name index]` for each depth. */
export interface FlameGraph {
  names: string[];
  levels: number[][];
  total: number;
  maxSelf: number;
}

/** A diff of two graphs, in groups of seven: offset delta, total and self of the left, the same of the right, name index. */
export interface FlameGraphDiff extends FlameGraph {
  leftTotal: number;
  rightTotal: number;
}

interface Node {
  name: string;
  self: number;
  total: number;
  children: Map<string, Node>;
}

/** The nodes of the same calls in all graphs; undefined in a graph without them. */
type Place = ReadonlyArray<Node | undefined>;

export interface FlameGraphOptions {
  /** The approximate number of nodes to keep, the largest; the others are summed as `other`. */
  maxNodes?: number;
  /** The name of a frame's node. Calls with the same name and caller are one node. Default: the function's name. */
  nameOf?: (frame: Frame) => string;
}

export function buildFlameGraph(stacks: readonly StackTotal[], options: FlameGraphOptions = {}): FlameGraph {
  return drawTogether([stacks], options).graph;
}

export function buildFlameGraphDiff(
  left: readonly StackTotal[],
  right: readonly StackTotal[],
  options: FlameGraphOptions = {},
): FlameGraphDiff {
  const { graph, totals } = drawTogether([left, right], options);
  const [leftTotal = 0, rightTotal = 0] = totals;
  return { ...graph, leftTotal, rightTotal };
}

function drawTogether(
  graphs: ReadonlyArray<readonly StackTotal[]>,
  { maxNodes = Number.POSITIVE_INFINITY, nameOf = (frame) => frame.function }: FlameGraphOptions,
) {
  const roots = graphs.map((stacks) => mergeStacks(stacks, nameOf));
  const layout = new Layout(graphs.length, smallestShown(roots, maxNodes));
  layout.add(roots, { level: 0, x: roots.map(() => 0) });
  const totals = roots.map(({ total }) => total);
  const { names, levels, maxSelf } = layout;
  return { graph: { names, levels, total: totals.reduce((sum, total) => sum + total, 0), maxSelf }, totals };
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

function childrenOf(place: Place): Place[] {
  const [only] = place;
  if (place.length === 1) return [...(only?.children.values() ?? [])].map((child) => [child]);
  const names = new Set(place.flatMap((node) => [...(node?.children.keys() ?? [])]));
  return [...names].map((name) => place.map((node) => node?.children.get(name)));
}

const largest = (place: Place): number => Math.max(...place.map((node) => node?.total ?? 0));

const nameOfPlace = (place: Place): string => place.find((node) => node !== undefined)?.name ?? '';

function smallestShown(roots: Place, maxNodes: number): number {
  const totals: number[] = [];
  const visit = (place: Place): void => {
    totals.push(largest(place));
    for (const child of childrenOf(place)) visit(child);
  };
  visit(roots);
  if (totals.length <= maxNodes) return 0;
  return totals.sort((a, b) => b - a)[Math.max(0, maxNodes - 1)] ?? 0;
}

/** Positions nodes beside and below each other. Offsets are relative to the end of the previous node of the level. */
class Layout {
  readonly names: string[] = [];
  readonly levels: number[][] = [];
  maxSelf = 0;
  readonly #smallest: number;
  readonly #nameIndexes = new Map<string, number>();
  /** The end of the last node on each level of each graph. */
  readonly #ends: number[][];

  constructor(graphs: number, smallest: number) {
    this.#smallest = smallest;
    this.#ends = Array.from({ length: graphs }, () => []);
  }

  add(place: Place, { level, x }: { level: number; x: readonly number[] }): void {
    this.#place(place, level, x);
    const next = [...x];
    const others = place.map(() => 0);
    for (const child of childrenOf(place).sort(byName)) {
      if (largest(child) < this.#smallest) addTotals(others, child);
      else {
        this.add(child, { level: level + 1, x: next });
        addTotals(next, child);
      }
    }
    if (others.some((total) => total > 0)) {
      const other = others.map((total) => ({ ...createNode('other'), self: total, total }));
      this.#place(other, level + 1, next);
    }
  }

  #place(place: Place, level: number, x: readonly number[]): void {
    this.levels[level] ??= [];
    const values = this.levels[level];
    for (const [graph, start] of x.entries()) {
      const { self = 0, total = 0 } = place[graph] ?? {};
      const ends = this.#ends[graph] as number[];
      values.push(start - (ends[level] ?? 0), total, self);
      ends[level] = start + total;
      this.maxSelf = Math.max(this.maxSelf, self);
    }
    values.push(this.#nameIndex(nameOfPlace(place)));
  }

  #nameIndex(name: string): number {
    const known = this.#nameIndexes.get(name);
    if (known !== undefined) return known;
    const index = this.names.push(name) - 1;
    this.#nameIndexes.set(name, index);
    return index;
  }
}

function addTotals(sums: number[], place: Place): void {
  for (const [graph, node] of place.entries()) sums[graph] = (sums[graph] ?? 0) + (node?.total ?? 0);
}

const byName = (a: Place, b: Place): number => (nameOfPlace(a) < nameOfPlace(b) ? -1 : 1);
