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
  /** One object a function: who looks at the frames of many stacks can tell the known ones at once. */
  readonly #frames = new Map<string, RawFrame>();

  child(parent: Stack<Owner, Value> | undefined, frame: RawFrame): Stack<Owner, Value> {
    const siblings = parent?.children ?? this.#top;
    const key = keyOf(frame);
    const known = siblings.get(key);
    if (known) return known;
    const stack = { frame: this.#frame(key, frame), parent, children: new Map(), values: new Map() };
    siblings.set(key, stack);
    this.stacks.push(stack);
    return stack;
  }

  #frame(key: string, { name, scriptName, lineNumber, columnNumber }: RawFrame): RawFrame {
    const known = this.#frames.get(key);
    if (known) return known;
    const frame = { name, scriptName, lineNumber, columnNumber } as Required<RawFrame>;
    this.#frames.set(key, frame);
    return frame;
  }
}

export function keyOf({ name, scriptName, lineNumber, columnNumber }: RawFrame): string {
  return `${scriptName}:${lineNumber}:${columnNumber}:${name}`;
}
