import type { HistoryItem } from './history-item.ts';
import { type IndexedText, WordIndex, wordsIn } from './word-index.ts';

export interface RankedItem extends HistoryItem {
  /** BM25 relevance, slightly raised for recent items; 0 for items that do not match the query. */
  score: number;
}

/** The newest item weighs a tenth more than the oldest: enough to order equals, too little to beat a better match. */
const RECENCY_WEIGHT = 0.1;
/** Each word is looked up, and a query may be as long as an input. */
const MAX_QUERY_WORDS = 64;

interface Entry {
  item: HistoryItem;
  text: IndexedText;
}

/** The newest items of one user, ready to be searched. */
export class UserIndex {
  readonly #maxItems: number;
  readonly #words = new WordIndex();
  readonly #ids = new Set<string>();
  /** Oldest first, so that what comes is put at the end. */
  readonly #entries: Entry[] = [];
  #size = 0;

  constructor(maxItems: number) {
    this.#maxItems = maxItems;
  }

  /** Takes items in, newest first; ones it has already are left as they are. Beyond the limit the oldest go. */
  add(items: HistoryItem[]): void {
    for (const item of items.toReversed()) if (!this.#ids.has(item.id)) this.#take(item);
    for (const entry of this.#entries.splice(0, this.#entries.length - this.#maxItems)) this.#drop(entry);
  }

  /** Characters of all items. */
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

  /** Mostly it is the newest, and its place at the end. Of one moment, the one that comes later is the newer. ISO 8601 times sort as text. */
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

/** Among equals, such as those that do not match, the newer comes first. Sorting all of them for a few would take longer than finding them. */
function insert(best: RankedItem[], item: RankedItem, limit: number): void {
  const worse = best.findIndex(({ score }) => score < item.score);
  best.splice(worse === -1 ? best.length : worse, 0, item);
  if (best.length > limit) best.pop();
}

/** Items that no query was compared with. */
export function unranked(items: HistoryItem[]): RankedItem[] {
  return items.map((item) => ({ ...item, score: 0 }));
}
