import type { FlameNode } from './flame-node.ts';
import type { FlameBox } from './layout.ts';

/** How many boxes below the focused one are too narrow to be drawn. */
export function countNarrow(focus: FlameNode, rows: readonly FlameBox[][]): number {
  const drawn = rows.reduce((sum, row) => sum + row.length, 0) - depthOf(focus);
  return countBelow(focus) - (drawn - 1);
}

function depthOf(node: FlameNode): number {
  let depth = 0;
  for (let at = node.parent; at !== undefined; at = at.parent) depth += 1;
  return depth;
}

function countBelow(node: FlameNode): number {
  let count = 0;
  const waiting = [...node.children];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    count += 1;
    for (const child of next.children) waiting.push(child);
  }
  return count;
}
