import type { Slices } from '../slices.ts';
import { type LocalRoot, labelsOf } from '../spans/local-root.ts';
import type { Frames } from '../stacks/frames.ts';
import type { RawFrame, Stack, StackTree } from '../stacks/stack-tree.ts';
import type { Dictionary } from './dictionary.ts';
import type { ProfileEncoder } from './profile.ts';

export interface EncodeTools {
  readonly frames: Frames;
  readonly slices: Slices;
}

interface Reference {
  readonly link: number;
  readonly attributes: readonly number[];
}

const NOBODY: Reference = { link: 0, attributes: [] };

/** A profile, and the function that takes its number out of a measured value. */
export type Column<Value> = readonly [profile: ProfileEncoder, measure: (value: Value) => number];

/** Writes stacks into the dictionary and their values into profiles. */
export class StackEncoder {
  readonly #dictionary: Dictionary;
  readonly #tools: EncodeTools;
  readonly #references = new Map<LocalRoot, Reference>();
  readonly #locations = new Map<RawFrame, number>();

  constructor(dictionary: Dictionary, tools: EncodeTools) {
    this.#dictionary = dictionary;
    this.#tools = tools;
  }

  async encode<Value>(tree: StackTree<LocalRoot | undefined, Value>, columns: readonly Column<Value>[]): Promise<void> {
    const { slices } = this.#tools;
    for (const stack of tree.stacks) {
      if (slices.due) await this.#rest(columns);
      if (stack.values.size === 0) continue;
      const index = this.#dictionary.stack(await this.#locationsOf(stack));
      for (const [root, value] of stack.values) {
        const reference = root ? this.#refer(root) : NOBODY;
        for (const [profile, measure] of columns) profile.add({ stack: index, ...reference, value: measure(value) });
      }
    }
  }

  async #rest(columns: readonly Column<never>[]): Promise<void> {
    this.#dictionary.seal();
    for (const [profile] of columns) profile.seal();
    await this.#tools.slices.next();
  }

  async #locationsOf<Value>(leaf: Stack<LocalRoot | undefined, Value>): Promise<number[]> {
    const locations: number[] = [];
    for (let at: typeof leaf | undefined = leaf; at; at = at.parent) {
      locations.push(this.#locations.get(at.frame) ?? (await this.#locate(at.frame)));
    }
    return locations;
  }

  /** Adds the location of a frame to the dictionary. May have to read a source map. */
  async #locate(frame: RawFrame): Promise<number> {
    const { frames } = this.#tools;
    const location = this.#dictionary.location(frames.known(frame) ?? (await frames.resolve(frame)));
    this.#locations.set(frame, location);
    return location;
  }

  #refer(root: LocalRoot): Reference {
    const known = this.#references.get(root);
    if (known) return known;
    const attributes = Object.entries(labelsOf(root)).map(([key, value]) => this.#dictionary.attribute(key, value));
    const reference = { link: this.#dictionary.link(root), attributes };
    this.#references.set(root, reference);
    return reference;
  }
}
