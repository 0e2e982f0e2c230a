import { descendants } from '#flame-graph/tree.js';

const NOTHING = /(?!)/;

/** The text as a case-insensitive regular expression if it is a valid one, otherwise a search for the literal text. */
export function readSearch(text) {
  if (text === '') return NOTHING;
  try {
    return new RegExp(text, 'i');
  } catch {
    return new RegExp(literally(text), 'i');
  }
}

export const searchFor = (text) => `^${literally(text)}$`;

/** Escapes less than RegExp.escape, so that the result stays readable. */
const literally = (text) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

/** The sum of all matching calls, without those within another match. */
export function matchedTotal(root, matches) {
  let sum = 0;
  let end = 0;
  for (const node of [...descendants(root)].sort((a, b) => a.x - b.x || a.depth - b.depth)) {
    if (node.x < end || !matches(node)) continue;
    sum += node.total;
    end = node.x + node.total;
  }
  return sum;
}
