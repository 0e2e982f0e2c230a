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

/** Items that match the query, best first, then the others as they came. `items` are newest first. */
export function rank(items: HistoryItem[], query: string): RankedItem[] {
  const matches = search(items, query);
  const ranked = matches.map(({ position, score }) => ({ ...at(items, position), score }));
  const matched = new Set(matches.map(({ position }) => position));
  const others = items.filter((_, position) => !matched.has(position)).map((item) => ({ ...item, score: 0 }));
  return [...ranked, ...others];
}

/** Positions of the matching items, best first. */
function search(items: HistoryItem[], query: string): { position: number; score: number }[] {
  const index = new MiniSearch({ idField: 'position', fields: ['content'] });
  index.addAll(items.map(({ content }, position) => ({ position, content })));
  const results = index.search(query, {
    prefix: (term) => term.length >= MIN_PREFIX_LETTERS,
    boostDocument: (position) => 1 + RECENCY_WEIGHT * (1 - Number(position) / items.length),
  });
  return results.map(({ id, score }) => ({ position: Number(id), score }));
}

function at(items: HistoryItem[], position: number): HistoryItem {
  const item = items[position];
  if (!item) throw new RangeError(`The index named item ${position} of ${items.length}`);
  return item;
}
