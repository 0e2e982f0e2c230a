import type { RequestLabels } from './http.ts';

interface LabelCount {
  readonly labels: RequestLabels;
  count: number;
}

/** Counts by labels. Labels seen once are reported with 0 from then on: a series that just stops keeps its last value. */
export class LabelCounts {
  readonly #counts = new Map<string, LabelCount>();

  add(labels: RequestLabels): LabelCount {
    const key = `${labels.method} ${labels.endpoint}`;
    const known = this.#counts.get(key) ?? { labels, count: 0 };
    this.#counts.set(key, known);
    return known;
  }

  count(all: Iterable<RequestLabels>): Iterable<LabelCount> {
    for (const known of this.#counts.values()) known.count = 0;
    for (const labels of all) this.add(labels).count += 1;
    return this.#counts.values();
  }
}
