import type { Attributes, Observable } from '@opentelemetry/api';

/** One series of a metric. Counting costs no more than adding to a number, because the SDK reads it when it collects. */
export class Series {
  readonly attributes: Attributes;
  /** The own count, without the sources. */
  value = 0;
  readonly #sources = new Set<() => number>();

  constructor(attributes: Attributes) {
    this.attributes = Object.freeze(attributes);
  }

  /** Adds the number that `source` returns at each collection, until the returned function is called. */
  add(source: () => number): () => void {
    this.#sources.add(source);
    return () => void this.#sources.delete(source);
  }

  get total(): number {
    let total = this.value;
    for (const source of this.#sources) total += source();
    return total;
  }
}

/** All series of an observable instrument. A series is reported for ever, if need be at 0, because one that just stops keeps its last value for minutes. */
export class ObservedMetric {
  readonly #series = new Map<string, Series>();

  constructor(observable: Observable) {
    observable.addCallback((result) => {
      for (const series of this.#series.values()) result.observe(series.total, series.attributes);
    });
  }

  /** The series with these attributes, which must always be given in the same order. Keep the result: the lookup costs more than counting. */
  series(attributes: Attributes = {}): Series {
    const key = Object.values(attributes).join('\n');
    const known = this.#series.get(key) ?? new Series(attributes);
    this.#series.set(key, known);
    return known;
  }
}
