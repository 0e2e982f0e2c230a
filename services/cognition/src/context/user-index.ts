import type { HistoryItem } from './history-item.ts';
import { type IndexedText, WordIndex, wordsIn } from './word-index.ts';

export interface RankedItem extends HistoryItem {
  /** BM25 relevance, slightly raised for recent items; 0 for items that do not match the query. */
  score: number;
}

/** The newest item weighs a tenth more than the oldest: enough to order equal matches, too little to outrank a better one. */
const RECENCY_WEIGHT = 0.1;
/** A bound on look-ups: a query may be as long as an input. */
const MAX_QUERY_WORDS = 64;

interface Entry {
  item: HistoryItem;
  text: IndexedText;
}

/** A searchable index of one user's newest items. */
export class UserIndex {
  readonly #maxItems: number;
  readonly #words = new WordIndex();
  readonly #ids = new Set<string>();
  /** Oldest first, so that new items are appended. */
  readonly #entries: Entry[] = [];
  #size = 0;

  constructor(maxItems: number) {
    this.#maxItems = maxItems;
  }

  /** Adds items, newest first. Items that are already there are ignored; beyond the limit the oldest are dropped. */
  add(items: HistoryItem[]): void {
    for (const item of items.toReversed()) if (!this.#ids.has(item.id)) this.#take(item);
    for (const entry of this.#entries.splice(0, this.#entries.length - this.#maxItems)) this.#drop(entry);
  }

  /** The number of characters of all items. */
  get size(): number {
    return this.#size;
  }

  /** Returns at most `limit` items, newest first. */
  newest(limit: number): RankedItem[] {
    const newest = this.#entries.slice(-limit).reverse();
    return unranked(newest.map(({ item }) => item));
  }

  /** Returns at most `limit` items: those that match the query, best first, then the others, newest first. */
  rank(query: string, limit: number): RankedItem[] {
    this.#words.score([...new Set(wordsIn(query))].slice(0, MAX_QUERY_WORDS));
    const best: RankedItem[] = [];
    for (let place = this.#entries.length - 1; place >= 0; place -= 1) {
      const { item, text } = this.#entries[place] as Entry;
      const score = text.takeScore() * (1 + (RECENCY_WEIGHT * (place + 1)) / this.#entries.length);
      if (best.length < limit || score > (best.at(-1)?.score ?? 0)) insert(best, { ...item, score }, limit);
    }
    return best;
  }

  /** Inserts an item, which is mostly the newest and goes to the end. Of two items of one moment, the one that comes later is the newer. ISO 8601 times sort as text. */
  #take(item: HistoryItem): void {
    const older = this.#entries.findLastIndex((entry) => entry.item.created_at <= item.created_at);
    this.#entries.splice(older + 1, 0, { item, text: this.#words.add(item.content) });
    this.#ids.add(item.id);
    this.#size += item.content.length;
  }

  #drop({ item, text }: Entry): void {
    this.#ids.delete(item.id);
    this.#words.remove(text);
    this.#size -= item.content.length;
  }
}

/** Inserts an item into the best ones. Among equals, such as items that do not match, the newer comes first. Sorting all items for a few would take longer. */
function insert(best: RankedItem[], item: RankedItem, limit: number): void {
  const worse = best.findIndex(({ score }) => score < item.score);
  best.splice(worse === -1 ? best.length : worse, 0, item);
  if (best.length > limit) best.pop();
}

/** Converts items that were not compared with a query. */
export function unranked(items: HistoryItem[]): RankedItem[] {
  return items.map((item) => ({ ...item, score: 0 }));
}
