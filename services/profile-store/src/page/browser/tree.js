/**
 * @typedef {object} FlameNode
 * @property {string} name
 * @property {string} place `file:line`, or empty
 * @property {number} x its start, in the profile's unit
 * @property {number} total
 * @property {number} self
 * @property {number} depth
 * @property {FlameNode | undefined} parent
 * @property {FlameNode[]} children
 */

/**
 * Builds the tree of a profile's levels. Its root is the sum of everything.
 * @returns {FlameNode}
 */
export function readTree({ functions, levels }) {
  const rows = levels.map((quads, depth) => readLevel(quads, depth, functions));
  for (let depth = 1; depth < rows.length; depth++) connect(rows[depth - 1], rows[depth]);
  return (
    rows[0]?.[0] ?? { name: 'total', place: '', x: 0, total: 0, self: 0, depth: 0, parent: undefined, children: [] }
  );
}

function readLevel(quads, depth, functions) {
  const row = [];
  let x = 0;
  for (let index = 0; index < quads.length; index += 4) {
    const [offset, total, self, name] = quads.slice(index, index + 4);
    x += offset;
    row.push({ ...functions[name], x, total, self, depth, parent: undefined, children: [] });
    x += total;
  }
  return row;
}

function connect(parents, children) {
  let index = 0;
  for (const child of children) {
    while (parents[index].x + parents[index].total <= child.x) index++;
    child.parent = parents[index];
    parents[index].children.push(child);
  }
}

/** Yields a node and all nodes below it. */
export function* descendants(node) {
  const open = [node];
  for (let next = open.pop(); next; next = open.pop()) {
    yield next;
    open.push(...next.children.toReversed());
  }
}

/** The callers of a node, from the root down. */
export function ancestors(node) {
  const path = [];
  for (let at = node.parent; at; at = at.parent) path.unshift(at);
  return path;
}
