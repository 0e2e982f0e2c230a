import type { FlameNode } from './flame-node.ts';

/** Identifies a box in the URL. The key is the same in the profile of another time, if it has the same path. */
export function keyOfNode(node: FlameNode): string {
  const path: FlameNode[] = [];
  for (let at = node; at.parent !== undefined; at = at.parent) path.push(at);
  return textOf(path.reverse().reduce(mixed, BEGIN));
}

/** The box with a key; undefined if there is none. */
export function nodeOfKey(root: FlameNode, key: string): FlameNode | undefined {
  const waiting: [FlameNode, number][] = [[root, BEGIN]];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const [node, hash] = next;
    if (textOf(hash) === key) return node;
    for (const child of node.children) waiting.push([child, mixed(hash, child)]);
  }
  return undefined;
}

const BEGIN = 0x811c9dc5;
const PRIME = 0x01000193;
/** Begins with a letter, because the URL's values are JSON, in which `12e4` would be a number. */
const textOf = (hash: number): string => `f${hash.toString(36)}`;

/** The hash function FNV-1a. */
function mixed(hash: number, { name, note }: FlameNode): number {
  let mix = hash;
  const text = `${name}\0${note}\0`;
  for (let index = 0; index < text.length; index += 1) mix = Math.imul(mix ^ text.charCodeAt(index), PRIME) >>> 0;
  return mix;
}
