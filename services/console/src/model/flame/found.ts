import type { FlameNode } from './flame-node.ts';

/** The boxes of a flame graph whose name or place contains a text. */
export interface FoundBoxes {
  boxes: ReadonlySet<FlameNode>;
  /** The number of different functions. */
  functions: number;
  /** Their total, in which nothing counts twice. */
  total: number;
}

/** Finds boxes, ignoring case. */
export function findBoxes(root: FlameNode, text: string): FoundBoxes {
  const wanted = text.toLowerCase();
  const boxes = new Set<FlameNode>();
  const functions = new Set<string>();
  let total = 0;
  const waiting: [FlameNode, boolean][] = root.children.map((child) => [child, false]);
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const [node, isBelowFound] = next;
    const isFound = `${node.name}\n${node.note}`.toLowerCase().includes(wanted);
    if (isFound) {
      boxes.add(node);
      functions.add(`${node.name}\0${node.note}`);
      if (!isBelowFound) total += node.total;
    }
    for (const child of node.children) waiting.push([child, isBelowFound || isFound]);
  }
  return { boxes, functions: functions.size, total };
}
