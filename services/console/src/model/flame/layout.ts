import type { FlameNode } from './flame-node.ts';

/** A box and its horizontal position, from 0 (the left edge) to 1. */
export interface FlameBox {
  node: FlameNode;
  begin: number;
  end: number;
}

/**
 * The boxes of each row when a node fills the width: its callers at full width, and the nodes below by their share.
 * @param least the width of the narrowest box that is worth drawing
 */
export function flameRows(focus: FlameNode, least: number): FlameBox[][] {
  const rows = ancestors(focus).map((node): FlameBox[] => [{ node, begin: 0, end: 1 }]);
  const scale = focus.total === 0 ? 0 : 1 / focus.total;
  let row: FlameBox[] = rows.at(-1) ?? [];
  while (row.length > 0) {
    row = row.flatMap((box) => boxesBelow(box, scale)).filter(({ begin, end }) => end - begin >= least);
    if (row.length > 0) rows.push(row);
  }
  return rows;
}

/** The nodes from the root down to the node itself. */
function ancestors(node: FlameNode): FlameNode[] {
  const path: FlameNode[] = [];
  for (let at: FlameNode | undefined = node; at !== undefined; at = at.parent) path.push(at);
  return path.reverse();
}

function boxesBelow({ node, begin }: FlameBox, scale: number): FlameBox[] {
  let at = begin;
  return node.children.map((child) => {
    const box = { node: child, begin: at, end: at + child.total * scale };
    at = box.end;
    return box;
  });
}

export type FlameDirection = 'up' | 'down' | 'left' | 'right';

/** The box next to a box, for the keyboard; the same box if there is none. */
export function neighbour(rows: readonly FlameBox[][], node: FlameNode, direction: FlameDirection): FlameNode {
  const depth = rows.findIndex((row) => row.some((box) => box.node === node));
  const row = rows[depth] ?? [];
  const index = row.findIndex((box) => box.node === node);
  if (direction === 'up') return node.parent ?? node;
  if (direction === 'down') return rows[depth + 1]?.find((box) => box.node.parent === node)?.node ?? node;
  return row[index + (direction === 'left' ? -1 : 1)]?.node ?? node;
}
