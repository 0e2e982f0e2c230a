import { QuestionError } from './question-error.ts';

/** A cursor is the number of items before the page. */
export const CURSOR = /^\d{1,7}$/;

/** A part of a list, and the cursor of the next part. */
export interface Page<Item> {
  items: Item[];
  /** Absent at the end of the list. */
  nextCursor?: string;
}

export interface PageOptions {
  /** The cursor of the previous page; absent for the first page. */
  cursor?: string | undefined;
  limit: number;
  /** The largest size of the items as JSON: if they are large, a page has fewer than the limit. */
  mostBytes: number;
}

/** The part of a list from the cursor on. It has at least one item, however large. */
export function pageOf<Item>(all: readonly Item[], { cursor, limit, mostBytes }: PageOptions): Page<Item> {
  const from = positionOf(cursor);
  const items: Item[] = [];
  let bytes = 0;
  for (const item of all.slice(from, from + limit)) {
    bytes += Buffer.byteLength(JSON.stringify(item)) + 1;
    if (bytes > mostBytes && items.length > 0) break;
    items.push(item);
  }
  const next = from + items.length;
  return { items, ...(next < all.length && { nextCursor: String(next) }) };
}

/** The first items that fit. */
export function firstOf<Item>(
  all: readonly Item[],
  { mostBytes, most = all.length }: { mostBytes: number; most?: number },
): Item[] {
  return pageOf(all, { limit: most, mostBytes }).items;
}

/** The number of items before the cursor. */
export function positionOf(cursor = '0'): number {
  if (CURSOR.test(cursor)) return Number(cursor);
  throw new QuestionError('cursor: expected the nextCursor of an earlier answer to the same question');
}
