import { printable } from '@cortex/console/model';
import { isOrphan, type SpanNode, type Trace } from '@cortex/trace-testing';
import { shownChildrenIn } from './shown-children.ts';

/** One line of the tree: a span, or a remark about spans that are missing or not shown. */
export interface TreeLine {
  span: SpanNode | undefined;
  /** The branches in front of the text. */
  prefix: string;
  /** The branches in front of further lines about the same span. */
  below: string;
  text: string;
}

export interface TreeLimits {
  /** The number of spans to draw. */
  spans: number;
  /** The number of children to draw of one span. */
  children: number;
}

interface Place {
  prefix: string;
  below: string;
  depth: number;
}

/** What remains to be drawn. */
type Waiting = TreeLine | { node: SpanNode; place: Place };

const TOP: Place = { prefix: '', below: '', depth: 0 };
/** From this depth on, the depth is written as a number, because deeper indentation would leave no room for names. */
const DEEPEST_INDENTED = 24;

/** Gives the lines of the tree depth first, children in the order of their start. Orphans come last, below a line for each missing parent. */
export function treeLines(trace: Trace, limits: TreeLimits): TreeLine[] {
  const shownChildrenOf = shownChildrenIn(trace, limits.children);
  const waiting = topOf(trace).reverse();
  const lines: TreeLine[] = [];
  let drawn = 0;
  for (let next = waiting.pop(); next !== undefined && drawn < limits.spans; next = waiting.pop()) {
    if (!('node' in next)) {
      lines.push(next);
      continue;
    }
    drawn += 1;
    lines.push(lineOf(next.node, next.place));
    const { shown, hidden } = shownChildrenOf(next.node);
    const { below, depth } = next.place;
    if (hidden > 0) waiting.push(remark(`${below}└ `, `… ${hidden.toLocaleString('en')} more of its children`));
    for (let index = shown.length - 1; index >= 0; index -= 1) {
      const node = shown[index] as SpanNode;
      const isLast = hidden === 0 && index === shown.length - 1;
      waiting.push({ node, place: placeBelow({ below, depth }, isLast) });
    }
  }
  return lines;
}

/** The roots, then the orphans grouped by their missing parent. */
function topOf(trace: Trace): Waiting[] {
  const [orphans = [], roots = []] = partition(trace.roots, (span) => isOrphan(trace, span));
  const families = [...Map.groupBy(orphans, (span) => span.parentSpanId)];
  return [
    ...roots.flatMap(rootOf),
    ...families.flatMap(([parent = '', children]): Waiting[] => [
      remark('', `? parent ${printable(parent)} is missing from the trace`),
      ...children.map((node, index) => ({ node, place: placeBelow(TOP, index === children.length - 1) })),
    ]),
  ];
}

/** A root that names a parent is part of a cycle. */
function rootOf(node: SpanNode): Waiting[] {
  const { spanId, parentSpanId } = node;
  if (parentSpanId === undefined) return [{ node, place: TOP }];
  const circle = parentSpanId === spanId ? 'itself as its parent' : `its parent ${printable(parentSpanId)} below it`;
  return [remark('', `↻ a span with ${circle}`), { node, place: placeBelow(TOP, true) }];
}

function remark(prefix: string, text: string): TreeLine {
  return { span: undefined, prefix, below: '', text };
}

function lineOf(span: SpanNode, { prefix, below }: Place): TreeLine {
  const stem = span.children.length > 0 ? `${below}│ ` : `${below}  `;
  return { span, prefix, below: stem, text: printable(span.name) };
}

function placeBelow({ below, depth }: Pick<Place, 'below' | 'depth'>, isLast: boolean): Place {
  const branch = isLast ? '└ ' : '├ ';
  if (depth < DEEPEST_INDENTED) {
    return { prefix: `${below}${branch}`, below: `${below}${isLast ? '  ' : '│ '}`, depth: depth + 1 };
  }
  const level = `⋯ ${depth + 1} `;
  return { prefix: `${level}${branch}`, below: ' '.repeat(level.length), depth: depth + 1 };
}

function partition<Item>(items: Item[], belongs: (item: Item) => boolean): [Item[], Item[]] {
  return [items.filter(belongs), items.filter((item) => !belongs(item))];
}
