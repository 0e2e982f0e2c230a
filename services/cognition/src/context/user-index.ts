import MiniSearch from 'minisearch';
import type { HistoryItem } from './history-item.ts';

export interface RankedItem extends HistoryItem {
  /** BM25 relevance, slightly raised for recent items; 0 for items that do not match the query. */
  score: number;
}

/** The newest item weighs a tenth more than the oldest: enough to order equals, too little to beat a better match. */
const RECENCY_WEIGHT = 0.1;
/** Shorter words are the beginnings of too many others. */
const MIN_PREFIX_LETTERS = 4;
/** Each word is looked up in every item, and a query may be as long as an input. */
const MAX_QUERY_WORDS = 64;

const wordsOf = MiniSearch.getDefault('tokenize') as (text: string) => string[];

/** The newest items of one user, ready to be searched. */
export class UserIndex {
  readonly #maxItems: number;
  readonly #search = new MiniSearch<HistoryItem>({ fields: ['content'] });
  /** Newest first. */
  #items: HistoryItem[] = [];
  #positions = new Map<string, number>();

  constructor(maxItems: number) {
    this.#maxItems = maxItems;
  }

  /** Takes items in, newest first; ones it has already are left as they are. Beyond the limit the oldest go. */
  add(items: HistoryItem[]): void {
    const fresh = items.filter(({ id }) => !this.#positions.has(id));
    if (fresh.length === 0) return;
    this.#search.addAll(fresh);
    const all = [...fresh, ...this.#items].sort(newestFirst);
    for (const { id } of all.splice(this.#maxItems)) this.#search.discard(id);
    this.#items = all;
    this.#positions = new Map(all.map(({ id }, position) => [id, position]));
  }

  /** Characters of all items. */
  get size(): number {
    return this.#items.reduce((sum, { content }) => sum + content.length, 0);
  }

  /** At most `limit` items, newest first. */
  newest(limit: number): RankedItem[] {
    return unranked(this.#items.slice(0, limit));
  }

  /** At most `limit` items: those that match the query, best first, then the others, newest first. */
  rank(query: string, limit: number): RankedItem[] {
    const matches = this.#matches(query);
    const ranked = matches.slice(0, limit).map(({ position, score }) => ({ ...this.#at(position), score }));
    const matched = new Set(matches.map(({ position }) => position));
    for (let position = 0; ranked.length < Math.min(limit, this.#items.length); position += 1) {
      if (!matched.has(position)) ranked.push({ ...this.#at(position), score: 0 });
    }
    return ranked;
  }

  #matches(query: string): { position: number; score: number }[] {
    const results = this.#search.search(searchedWords(query), {
      prefix: (term) => term.length >= MIN_PREFIX_LETTERS,
      boostDocument: (id) => 1 + RECENCY_WEIGHT * (1 - this.#positionOf(id) / this.#items.length),
    });
    return results.map(({ id, score }) => ({ position: this.#positionOf(id), score }));
  }

  #positionOf(id: string): number {
    const position = this.#positions.get(id);
    if (position === undefined) throw new RangeError(`The index named the item ${id}, which it does not have`);
    return position;
  }

  #at(position: number): HistoryItem {
    const item = this.#items[position];
    if (!item) throw new RangeError(`The index named item ${position} of ${this.#items.length}`);
    return item;
  }
}

/** Items that no query was compared with. */
export function unranked(items: HistoryItem[]): RankedItem[] {
  return items.map((item) => ({ ...item, score: 0 }));
}

/** The first distinct words of a query, whatever their case. */
function searchedWords(query: string): string {
  return [...new Set(wordsOf(query.toLowerCase()))].slice(0, MAX_QUERY_WORDS).join(' ');
}

/** ISO 8601 times sort as text. The sort is stable, so items of one moment stay as they came. */
function newestFirst(left: HistoryItem, right: HistoryItem): number {
  if (left.created_at === right.created_at) return 0;
  return left.created_at < right.created_at ? 1 : -1;
}
