/** A box of a flame graph: all calls of the same function or operation by the same caller. */
export interface FlameNode {
  name: string;
  /** What its colour shows: a service, or the origin of the code. */
  group: string;
  /** A note beside the name, e.g. `file:line`. */
  note: string;
  /** What the node took itself, and with everything below it, in the graph's unit. */
  self: number;
  total: number;
  /** The number of calls or samples. */
  count: number;
  /** How many of them failed; 0 in a profile. */
  failures: number;
  /** The longest of its spans, in the graph of a trace. */
  spanId: string | undefined;
  parent: FlameNode | undefined;
  /** Largest first. */
  children: FlameNode[];
}

export type FlameLabel = Pick<FlameNode, 'name' | 'group' | 'note'>;

/** Merges calls with the same label and the same caller. */
export class FlameBuilder {
  readonly root: FlameNode;
  readonly #children = new Map<FlameNode, Map<string, FlameNode>>();

  constructor(name: string) {
    this.root = nodeOf({ name, group: '', note: '' }, undefined);
  }

  childOf(parent: FlameNode, label: FlameLabel): FlameNode {
    const siblings = this.#children.get(parent) ?? new Map<string, FlameNode>();
    this.#children.set(parent, siblings);
    const key = `${label.name}\0${label.group}\0${label.note}`;
    const child = siblings.get(key) ?? nodeOf(label, parent);
    siblings.set(key, child);
    return child;
  }

  /** Computes the totals. Call it once, at the end. */
  finished(): FlameNode {
    const all = [this.root];
    for (const node of all) {
      node.children = [...(this.#children.get(node)?.values() ?? [])];
      for (const child of node.children) all.push(child);
    }
    for (const node of all.reverse()) {
      node.total = node.self + node.children.reduce((sum, { total }) => sum + total, 0);
      node.children.sort((a, b) => b.total - a.total);
    }
    return this.root;
  }
}

function nodeOf(label: FlameLabel, parent: FlameNode | undefined): FlameNode {
  return { ...label, self: 0, total: 0, count: 0, failures: 0, spanId: undefined, parent, children: [] };
}
