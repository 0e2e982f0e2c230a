import { z } from 'zod';

/** The head of a heap snapshot, which describes how to read its numbers. */
const head = z.object({
  snapshot: z.object({
    meta: z.object({ node_fields: z.array(z.string()), node_types: z.tuple([z.array(z.string())], z.unknown()) }),
  }),
});

/** The number of objects, and their shallow size in bytes. */
export interface Amount {
  count: number;
  bytes: number;
}

/** Types of nodes that are counted by the name of their constructor. The names of other types may be their contents. */
const NAMED = new Set(['object', 'native']);
const STRINGS = new Set(['string', 'concatenated string', 'sliced string']);
const TYPES_AT_MOST = 64;

/** Sums the nodes of a snapshot by type and name. Takes one number at a time. */
export class NodeTally {
  readonly #amounts = new Map<number, Amount>();
  readonly #types: readonly string[];
  readonly #fields: { count: number; type: number; name: number; size: number };
  #position = 0;
  #type = 0;
  #name = 0;
  #size = 0;

  /** @param headJson the snapshot's text up to its nodes, as a JSON object. @throws when V8 has not written it */
  constructor(headJson: string) {
    const { node_fields: fields, node_types: types } = head.parse(JSON.parse(headJson)).snapshot.meta;
    const at = (name: string) => fields.indexOf(name);
    this.#types = types[0];
    this.#fields = { count: fields.length, type: at('type'), name: at('name'), size: at('self_size') };
  }

  add(value: number): void {
    const { count, type, name, size } = this.#fields;
    if (this.#position === type) this.#type = value;
    else if (this.#position === name) this.#name = value;
    else if (this.#position === size) this.#size = value;
    this.#position += 1;
    if (this.#position < count) return;
    this.#position = 0;
    this.#finishNode();
  }

  /** The indices of the strings that name the nodes. */
  get names(): Set<number> {
    return new Set([...this.#amounts.keys()].map((key) => Math.floor(key / TYPES_AT_MOST)));
  }

  /** The amounts by constructor, or by type in brackets if there is none. */
  amounts(strings: ReadonlyMap<number, string>): Map<string, Amount> {
    const byLabel = new Map<string, Amount>();
    for (const [key, amount] of this.#amounts) {
      const label = this.#label(key, strings);
      const sum = byLabel.get(label) ?? { count: 0, bytes: 0 };
      byLabel.set(label, { count: sum.count + amount.count, bytes: sum.bytes + amount.bytes });
    }
    return byLabel;
  }

  #finishNode(): void {
    const isNamed = NAMED.has(this.#types[this.#type] ?? '');
    const key = (isNamed ? this.#name * TYPES_AT_MOST : 0) + this.#type;
    const amount = this.#amounts.get(key) ?? { count: 0, bytes: 0 };
    amount.count += 1;
    amount.bytes += this.#size;
    this.#amounts.set(key, amount);
  }

  #label(key: number, strings: ReadonlyMap<number, string>): string {
    const type = this.#types[key % TYPES_AT_MOST] ?? 'unknown';
    if (NAMED.has(type)) return strings.get(Math.floor(key / TYPES_AT_MOST)) ?? '(unnamed)';
    return STRINGS.has(type) ? '(string)' : `(${type})`;
  }
}
