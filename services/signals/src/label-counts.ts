import type { Attributes } from '@opentelemetry/api';
import { ATTR_ENDPOINT, ATTR_METHOD } from './contract.ts';

export interface RequestLabels {
  readonly method: string;
  /** The route pattern, never the path. */
  readonly endpoint: string;
}

interface LabelCount {
  readonly key: string;
  readonly attributes: Attributes;
  count: number;
}

/** Counts by labels. Labels that were seen once are reported as 0 from then on: a series that just stops would keep its last value. */
export class LabelCounts {
  readonly #counts = new Map<string, LabelCount>();

  add({ method, endpoint }: RequestLabels): LabelCount {
    const key = `${method} ${endpoint}`;
    const known = this.#counts.get(key);
    if (known) return known;
    const attributes = Object.freeze({ [ATTR_METHOD]: method, [ATTR_ENDPOINT]: endpoint });
    const fresh = { key, attributes, count: 0 };
    this.#counts.set(key, fresh);
    return fresh;
  }

  count(all: Iterable<RequestLabels>): Iterable<LabelCount> {
    for (const known of this.#counts.values()) known.count = 0;
    for (const labels of all) this.add(labels).count += 1;
    return this.#counts.values();
  }
}
