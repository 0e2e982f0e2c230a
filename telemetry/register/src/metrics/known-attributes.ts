import type { Attributes } from '@opentelemetry/api';

/** Sets of attributes beyond this are created anew each time: no metric may have that many series. */
const MOST_KNOWN = 2000;

/** Attributes of measurements that come in few combinations: each is made once, and frozen, so that `rememberSeries` knows it again. */
export class KnownAttributes {
  readonly #known = new Map<string, Attributes>();

  /** @param key another for each combination */
  get(key: string, make: () => Attributes): Attributes {
    return this.#known.get(key) ?? this.#add(key, make());
  }

  #add(key: string, attributes: Attributes): Attributes {
    if (this.#known.size < MOST_KNOWN) this.#known.set(key, Object.freeze(attributes));
    return attributes;
  }
}
