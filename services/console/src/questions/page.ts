import { QuestionError } from './question-error.ts';

/** How many items come before. */
export const CURSOR = /^\d{1,7}$/;

/** Part of a list, and where the next one begins. */
export interface Page<Item> {
  items: Item[];
  /** None at the end of the list. */
  nextCursor?: string;
}

export interface PageOptions {
  /** The cursor that the page before gave; none for the first. */
  cursor?: string | undefined;
  limit: number;
  /** The size of the items as JSON: fewer than the limit are given where they are large. */
  mostBytes: number;
}

/** The part of a list that begins at the cursor. At least one item, however large. */
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

/** The first items for which there is room. */
export function firstOf<Item>(
  all: readonly Item[],
  { mostBytes, most = all.length }: { mostBytes: number; most?: number },
): Item[] {
  return pageOf(all, { limit: most, mostBytes }).items;
}

/** How many items come before the cursor. */
export function positionOf(cursor = '0'): number {
  if (CURSOR.test(cursor)) return Number(cursor);
  throw new QuestionError('cursor: expected the nextCursor of an earlier answer to the same question');
}
