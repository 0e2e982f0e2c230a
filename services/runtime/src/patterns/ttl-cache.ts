import { type Waits, waitsFor } from '@cortex/signals';
import { type Span, trace } from '@opentelemetry/api';
import { LRUCache } from 'lru-cache';
import { linkToShared } from './link-to-shared.ts';

export interface TtlCacheOptions<Value> {
  /** The name in telemetry. */
  cache: string;
  /** How long a value is fresh after it was loaded, at least 1. */
  ttlMilliseconds: number | ((value: Value) => number);
  /** Bound on the number of values; `maxSize` bounds their total size. The least recently used are evicted. */
  maxEntries: number;
  maxSize: number;
  /** The size of one value, at least 1, in the unit of `maxSize`. */
  sizeOf(value: Value): number;
  clock?: { now(): number };
}

export interface TtlCacheCounts {
  /** Look-ups that a fresh value answered. */
  hits: number;
  /** Look-ups that had to wait for a load, their own or another's. */
  misses: number;
  /** Values kept, fresh or not. */
  size: number;
}

interface Entry<Value> {
  value: Value;
  loadedAt: number;
}

interface Load<Value> {
  value: Promise<Value>;
  /** The span of the caller that loads it. */
  span: Span | undefined;
}

/** Caches values by key. A value is loaded once for all that ask at the same time, and stays fresh for a while. Bounded; failures are not kept. */
export class TtlCache<Value> {
  readonly #entries: LRUCache<string, Entry<Value>>;
  readonly #loading = new Map<string, Load<Value>>();
  readonly #waits: Waits;
  readonly #ttlOf: (value: Value) => number;
  readonly #clock: { now(): number };
  #hits = 0;
  #misses = 0;

  constructor({ cache, ttlMilliseconds, maxEntries, maxSize, sizeOf, clock = performance }: TtlCacheOptions<Value>) {
    this.#clock = clock;
    this.#ttlOf = typeof ttlMilliseconds === 'number' ? () => ttlMilliseconds : ttlMilliseconds;
    this.#waits = waitsFor('shared_work', cache);
    this.#entries = new LRUCache({
      max: maxEntries,
      maxSize,
      sizeCalculation: ({ value }) => sizeOf(value),
      ttlResolution: 0,
      noDeleteOnStaleGet: true,
      perf: clock,
    });
  }

  get counts(): TtlCacheCounts {
    return { hits: this.#hits, misses: this.#misses, size: this.#entries.size };
  }

  /** The fresh value, or the result of `load`. Rejects as the load does. */
  async get(key: string, load: () => Promise<Value>): Promise<Value> {
    const fresh = this.#entries.get(key);
    if (fresh) {
      this.#hits += 1;
      return fresh.value;
    }
    this.#misses += 1;
    const loading = this.#loading.get(key);
    return loading === undefined ? this.#load(key, load) : this.#share(loading);
  }

  /** The value loaded last, however stale; for when it cannot be loaded now. */
  last(key: string): Value | undefined {
    return this.#entries.get(key, { allowStale: true })?.value;
  }

  /** Measures a value again after it has grown. It does not become fresher. */
  remeasure(key: string): void {
    const entry = this.#entries.peek(key, { allowStale: true });
    // A new object, because the cache would not measure the same one again.
    if (entry) this.#keep(key, { ...entry });
  }

  /** Drops values that are no longer fresh, which frees their memory. */
  forgetStale(): void {
    this.#entries.purgeStale();
  }

  /** Drops a value, and the result of a load of it that is under way. */
  invalidate(key: string): void {
    this.#entries.delete(key);
    this.#loading.delete(key);
  }

  #keep(key: string, entry: Entry<Value>): void {
    this.#entries.set(key, entry, { ttl: this.#ttlOf(entry.value), start: entry.loadedAt });
  }

  #share({ value, span }: Load<Value>): Promise<Value> {
    const endWait = this.#waits.begin();
    linkToShared(trace.getActiveSpan(), span);
    return value.finally(endWait);
  }

  #load(key: string, load: () => Promise<Value>): Promise<Value> {
    const loading = load();
    this.#loading.set(key, { value: loading, span: trace.getActiveSpan() });
    const isCurrent = () => this.#loading.get(key)?.value === loading;
    loading
      .then((value) => isCurrent() && this.#keep(key, { value, loadedAt: this.#clock.now() }))
      .catch(() => {})
      .finally(() => isCurrent() && this.#loading.delete(key));
    return loading;
  }
}
