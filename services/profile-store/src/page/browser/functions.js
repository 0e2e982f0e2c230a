import { descendants } from '#flame-graph/tree.js';

/** Self and total of every function, largest self first; a function that calls itself counts once. */
export function listFunctions(root) {
  const functions = new Map();
  for (const node of descendants(root)) {
    if (node === root) continue;
    const key = `${node.name}\0${node.place}`;
    const entry = functions.get(key) ?? { name: node.name, place: node.place, self: 0, total: 0 };
    functions.set(key, entry);
    entry.self += node.self;
    if (!isWithin(node, key)) entry.total += node.total;
  }
  return [...functions.values()].sort((a, b) => b.self - a.self || b.total - a.total);
}

function isWithin({ parent }, key) {
  for (let at = parent; at; at = at.parent) if (`${at.name}\0${at.place}` === key) return true;
  return false;
}
