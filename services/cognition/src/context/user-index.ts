import type { HistoryItem } from './history-item.ts';
import { IndexedText, WordIndex, wordsIn } from './word-index.ts';

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
  /** Newest first. */
  #entries: Entry[] = [];
  #size = 0;

  constructor(maxItems: number) {
    this.#maxItems = maxItems;
  }

  /** Takes items in, newest first; ones it has already are left as they are. Beyond the limit the oldest go. */
  add(items: HistoryItem[]): void {
    const fresh = items.filter(({ id }) => !this.#ids.has(id)).map(toEntry);
    if (fresh.length === 0) return;
    for (const entry of fresh) this.#take(entry);
    this.#entries = [...fresh, ...this.#entries].sort(newestFirst);
    for (const entry of this.#entries.splice(this.#maxItems)) this.#drop(entry);
  }

  /** Characters of all items. */
  get size(): number {
    return this.#size;
  }

  /** At most `limit` items, newest first. */
  newest(limit: number): RankedItem[] {
    return unranked(this.#entries.slice(0, limit).map(({ item }) => item));
  }

  /** At most `limit` items: those that match the query, best first, then the others, newest first. */
  rank(query: string, limit: number): RankedItem[] {
    for (const { text } of this.#entries) text.reset();
    this.#words.score([...new Set(wordsIn(query))].slice(0, MAX_QUERY_WORDS));
    for (const [position, { text }] of this.#entries.entries()) {
      const age = position / this.#entries.length;
      text.score *= text.matchedWords * (1 + RECENCY_WEIGHT * (1 - age));
    }
    // The sort is stable: of equals, such as those that do not match, the newer comes first.
    const best = this.#entries.toSorted((left, right) => right.text.score - left.text.score).slice(0, limit);
    return best.map(({ item, text }) => ({ ...item, score: text.score }));
  }

  #take({ item, text }: Entry): void {
    this.#ids.add(item.id);
    this.#words.add(text);
    this.#size += item.content.length;
  }

  #drop({ item, text }: Entry): void {
    this.#ids.delete(item.id);
    this.#words.remove(text);
    this.#size -= item.content.length;
  }
}

/** Items that no query was compared with. */
export function unranked(items: HistoryItem[]): RankedItem[] {
  return items.map((item) => ({ ...item, score: 0 }));
}

function toEntry(item: HistoryItem): Entry {
  return { item, text: new IndexedText(item.content) };
}

/** ISO 8601 times sort as text. The sort is stable, so items of one moment stay as they came. */
function newestFirst({ item: left }: Entry, { item: right }: Entry): number {
  if (left.created_at === right.created_at) return 0;
  return left.created_at < right.created_at ? 1 : -1;
}
