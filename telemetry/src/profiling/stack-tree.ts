import type { RawNode } from './raw-profile.ts';

/** A function as V8 names it. */
export type RawFrame = Pick<RawNode, 'name' | 'scriptName' | 'lineNumber' | 'columnNumber'>;

/** One stack: a frame and, through its parents, its callers. `values` holds what was measured there, by whom it belongs to. */
export interface Stack<Owner, Value> {
  readonly frame: RawFrame;
  readonly parent: Stack<Owner, Value> | undefined;
  readonly children: Map<string, Stack<Owner, Value>>;
  readonly values: Map<Owner, Value>;
}

/** Merges the stacks of many short captures into one tree. */
export class StackTree<Owner, Value> {
  readonly stacks: Stack<Owner, Value>[] = [];
  readonly #top = new Map<string, Stack<Owner, Value>>();

  child(parent: Stack<Owner, Value> | undefined, frame: RawFrame): Stack<Owner, Value> {
    const siblings = parent?.children ?? this.#top;
    const key = keyOf(frame);
    const known = siblings.get(key);
    if (known) return known;
    const { name, scriptName, lineNumber, columnNumber } = frame as Required<RawFrame>;
    const stack = {
      frame: { name, scriptName, lineNumber, columnNumber },
      parent,
      children: new Map(),
      values: new Map(),
    };
    siblings.set(key, stack);
    this.stacks.push(stack);
    return stack;
  }
}

export function keyOf({ name, scriptName, lineNumber, columnNumber }: RawFrame): string {
  return `${scriptName}:${lineNumber}:${columnNumber}:${name}`;
}
