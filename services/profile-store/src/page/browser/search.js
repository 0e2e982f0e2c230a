import { descendants } from '#flame-graph/tree.js';

const NOTHING = /(?!)/;

/** A regular expression where the text is one, else the text itself; upper and lower case are the same. */
export function readSearch(text) {
  if (text === '') return NOTHING;
  try {
    return new RegExp(text, 'i');
  } catch {
    return new RegExp(literally(text), 'i');
  }
}

export const searchFor = (text) => `^${literally(text)}$`;

/** Escapes less than RegExp.escape, so that people can still read it. */
const literally = (text) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

/** What all matching calls take, those within another match not counted again. */
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
