import { setTimeout as wait } from 'node:timers/promises';
import { BackendError } from '../backend-error.ts';

/** Microseconds since the epoch. */
export interface SearchedTime {
  begin: number;
  end: number;
}

export interface Searched<Item> {
  found: Item[];
  /** Whether there may be more matches. */
  isCut: boolean;
  /** Times of which nothing is known, because the backend did not answer in time. Oldest first. */
  notSearched: SearchedTime[];
}

export interface PartOfSearch extends SearchedTime {
  limit: number;
  /** When the request is given up. */
  timeoutMilliseconds: number;
  /** Aborted when nobody needs the answer any more. */
  signal: AbortSignal;
}

export interface SearchOptions<Item> {
  limit: number;
  /** The time for the whole search. */
  timeoutMilliseconds: number;
  ask(part: PartOfSearch): Promise<Item[]>;
}

/** The share of the time after which parts are searched as well. */
export const PATIENCE = 0.4;
const PARTS = 8;
/** Each search of a part burdens a backend that is already overloaded. */
const AT_ONCE = 1;
const SHORTEST_MICROSECONDS = 100_000;
/** The share of the time below which no further search is started. */
const TOO_LATE = 0.05;

/**
 * Searches a time range as a whole. If that takes long, because something very large is in it, parts are searched as well, and then halves of slow
 * parts. The result has what they found, and the times of which nothing is known.
 * @throws {BackendError} when nothing was answered
 */
export async function searchInParts<Item>(time: SearchedTime, options: SearchOptions<Item>): Promise<Searched<Item>> {
  const { limit, timeoutMilliseconds, ask } = options;
  const until = performance.now() + timeoutMilliseconds;
  const ended = new AbortController();
  const { signal } = ended;
  try {
    const whole = ask({ ...time, limit, timeoutMilliseconds, signal }).then(
      (found): Searched<Item> => ({ found, isCut: found.length >= limit, notSearched: [] }),
    );
    const patience = wait(timeoutMilliseconds * PATIENCE, undefined, { signal });
    const first = await Promise.race([whole.catch(unlessTooMuch), patience]);
    if (first !== undefined) return first;
    const parts = new Parts(time, { ...options, until, signal }).search();
    const complete = Promise.any([whole, parts.then(ifComplete)]);
    return await complete.catch(async () => (await parts) ?? whole);
  } finally {
    ended.abort();
  }
}

function unlessTooMuch(error: unknown): undefined {
  if (!(error instanceof BackendError && error.isTooMuch)) throw error;
}

function ifComplete<Item>(searched: Searched<Item> | undefined): Searched<Item> {
  if (searched === undefined || searched.notSearched.length > 0) throw new Error('not complete');
  return searched;
}

interface PartsOptions<Item> extends SearchOptions<Item> {
  /** On the clock of `performance.now()`. */
  until: number;
  signal: AbortSignal;
}

class Parts<Item> {
  readonly #options: PartsOptions<Item>;
  readonly #limit: number;
  /** Newest first. */
  readonly #waiting: SearchedTime[];
  readonly #notSearched: SearchedTime[] = [];
  readonly #found: Item[] = [];
  #answers = 0;
  #isCut = false;

  constructor(time: SearchedTime, options: PartsOptions<Item>) {
    this.#options = options;
    this.#limit = Math.ceil(options.limit / PARTS);
    this.#waiting = split(time, PARTS);
  }

  /** Undefined if no part was answered. */
  async search(): Promise<Searched<Item> | undefined> {
    await Promise.all(Array.from({ length: AT_ONCE }, () => this.#searchNext()));
    if (this.#answers === 0) return undefined;
    const notSearched = joined([...this.#notSearched, ...this.#waiting]);
    return { found: this.#found, isCut: this.#isCut, notSearched };
  }

  async #searchNext(): Promise<void> {
    const { until, timeoutMilliseconds, signal } = this.#options;
    const left = until - performance.now();
    if (signal.aborted || left < timeoutMilliseconds * TOO_LATE) return;
    const part = this.#waiting.shift();
    if (part === undefined) return;
    // Half of the remaining time, so that a slow part does not keep the others from being searched.
    await this.#search(part, Math.floor(left / 2));
    await this.#searchNext();
  }

  async #search(part: SearchedTime, timeoutMilliseconds: number): Promise<void> {
    const { ask, signal } = this.#options;
    try {
      const found = await ask({ ...part, limit: this.#limit, timeoutMilliseconds, signal });
      this.#found.push(...found);
      this.#answers += 1;
      this.#isCut ||= found.length >= this.#limit;
    } catch (error) {
      this.#fail(part, error);
    }
  }

  #fail(part: SearchedTime, error: unknown): void {
    if (!(error instanceof BackendError || this.#options.signal.aborted)) throw error;
    const isLess = error instanceof BackendError && error.isTooMuch && part.end - part.begin > SHORTEST_MICROSECONDS;
    if (isLess) this.#waiting.push(...split(part, 2));
    else this.#notSearched.push(part);
  }
}

function split({ begin, end }: SearchedTime, parts: number): SearchedTime[] {
  const at = (part: number) => begin + Math.round(((end - begin) * part) / parts);
  return Array.from({ length: parts }, (_, part) => ({ begin: at(part), end: at(part + 1) })).reverse();
}

function joined(times: readonly SearchedTime[]): SearchedTime[] {
  const all: SearchedTime[] = [];
  for (const time of times.toSorted((a, b) => a.begin - b.begin)) {
    const last = all.at(-1);
    if (last !== undefined && time.begin <= last.end) last.end = Math.max(last.end, time.end);
    else all.push({ ...time });
  }
  return all;
}
