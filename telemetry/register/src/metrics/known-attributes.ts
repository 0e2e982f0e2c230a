import type { Attributes } from '@opentelemetry/api';

/** Sets of attributes beyond this number are not cached; no metric may have that many series. */
const MOST_KNOWN = 2000;

/** Caches attributes of measurements that occur in few combinations. Each set is created once and frozen, so that `rememberSeries` recognizes it. */
export class KnownAttributes {
  readonly #known = new Map<string, Attributes>();

  /** @param key identifies the combination */
  get(key: string, make: () => Attributes): Attributes {
    return this.#known.get(key) ?? this.#add(key, make());
  }

  #add(key: string, attributes: Attributes): Attributes {
    if (this.#known.size < MOST_KNOWN) this.#known.set(key, Object.freeze(attributes));
    return attributes;
  }
}
