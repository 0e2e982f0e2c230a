import type { RawNode } from './raw-profile.ts';

/** More columns than most lines have. */
const COLUMNS = 10_000;

/** A function as V8 names it. */
export type RawFrame = Pick<RawNode, 'name' | 'scriptName' | 'lineNumber' | 'columnNumber'>;

/** One stack: a frame, and through its parents its callers. `values` holds what was measured there, by owner. */
export interface Stack<Owner, Value> {
  readonly frame: RawFrame;
  readonly parent: Stack<Owner, Value> | undefined;
  /** The called functions by their position in the source; at one position there is nearly always only one. */
  readonly children: Map<number, Stack<Owner, Value>[]>;
  readonly values: Map<Owner, Value>;
}

/** Merges the stacks of many short captures into one tree. */
export class StackTree<Owner, Value> {
  readonly stacks: Stack<Owner, Value>[] = [];
  readonly #top = new Map<number, Stack<Owner, Value>[]>();
  /** One object per function, so that readers can look up frames by identity. */
  readonly #frames = new Map<string, RawFrame>();

  child(parent: Stack<Owner, Value> | undefined, frame: RawFrame): Stack<Owner, Value> {
    const siblings = parent?.children ?? this.#top;
    const position = positionOf(frame);
    const atPosition = siblings.get(position);
    const known = atPosition?.find((stack) => isSame(stack.frame, frame));
    if (known) return known;
    const stack = { frame: this.#frame(frame), parent, children: new Map(), values: new Map() };
    if (atPosition) atPosition.push(stack);
    else siblings.set(position, [stack]);
    this.stacks.push(stack);
    return stack;
  }

  #frame(raw: RawFrame): RawFrame {
    const key = keyOf(raw);
    const known = this.#frames.get(key);
    if (known) return known;
    const { name, scriptName, lineNumber, columnNumber } = raw;
    const frame = { name, scriptName, lineNumber, columnNumber } as Required<RawFrame>;
    this.#frames.set(key, frame);
    return frame;
  }
}

/** A number instead of a string key: building a string for each frame of each capture would cost more than everything else here. */
function positionOf({ lineNumber = 0, columnNumber = 0 }: RawFrame): number {
  return lineNumber * COLUMNS + columnNumber;
}

function isSame(one: RawFrame, other: RawFrame): boolean {
  return (
    one.lineNumber === other.lineNumber &&
    one.columnNumber === other.columnNumber &&
    one.name === other.name &&
    one.scriptName === other.scriptName
  );
}

export function keyOf({ name, scriptName, lineNumber, columnNumber }: RawFrame): string {
  return `${scriptName}:${lineNumber}:${columnNumber}:${name}`;
}
