import { isOrphan, type SpanNode, type Trace } from '@cortex/telemetry/testing';
import { printable } from './text.ts';

/** One line of the tree: a span, or the place of a parent that the trace does not hold. */
export interface TreeLine {
  span: SpanNode | undefined;
  /** The branches in front of the text. */
  prefix: string;
  /** What stands in front of further lines about the same span. */
  below: string;
  text: string;
}

interface Place {
  prefix: string;
  below: string;
}

const TOP: Place = { prefix: '', below: '' };

/** Depth first, children in the order of their start; orphans come last, under a line for each parent that is missing. */
export function treeLines(trace: Trace): TreeLine[] {
  const [orphans, roots] = partition(trace.roots, (span) => isOrphan(trace, span));
  const families = [...Map.groupBy(orphans, (span) => span.parentSpanId)];
  return [
    ...roots.flatMap((root) => linesOf(root, TOP)),
    ...families.flatMap(([parent, children]) => [missing(parent), ...linesBelow(children, '')]),
  ];
}

function missing(parent = ''): TreeLine {
  return { ...TOP, span: undefined, text: `? parent ${printable(parent)} is missing from the trace` };
}

function linesOf(span: SpanNode, { prefix, below }: Place): TreeLine[] {
  const stem = span.children.length > 0 ? `${below}│ ` : `${below}  `;
  return [{ span, prefix, below: stem, text: printable(span.name) }, ...linesBelow(span.children, below)];
}

function linesBelow(children: SpanNode[], below: string): TreeLine[] {
  return children.flatMap((child, index) => {
    const isLast = index === children.length - 1;
    return linesOf(child, { prefix: `${below}${isLast ? '└ ' : '├ '}`, below: `${below}${isLast ? '  ' : '│ '}` });
  });
}

function partition<Item>(items: Item[], belongs: (item: Item) => boolean): [Item[], Item[]] {
  return [items.filter(belongs), items.filter((item) => !belongs(item))];
}
