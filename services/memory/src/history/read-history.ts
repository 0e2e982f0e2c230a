import { type ExpressionBuilder, sql } from 'kysely';
import { keptQuery } from '../database/kept-query.ts';
import type { MemorySchema, Tables } from '../database/schema.ts';
import { type Cursor, encodeCursor } from './cursor.ts';
import { type HistoryItem, toItem } from './item.ts';

export interface HistoryQuery {
  userId: string;
  /** The most items to return. */
  limit: number;
  /** Selects items older than this. */
  before?: Cursor | undefined;
  /** Selects items stored after this position; 0 selects all. The current position is returned as well. */
  since?: number | undefined;
}

/**
 * A page of items, newest first. `next_before` is the cursor of the following page, absent on the last one. `position` is how far the user's
 * inputs have been stored; inputs stored later have higher positions, whatever their date.
 */
export interface HistoryPage {
  items: HistoryItem[];
  next_before?: string;
  position?: string;
}

/** Reads a page. Of inputs in the same millisecond the one stored last is the newest, so that paging neither skips nor repeats any. */
export async function readHistory(tables: Tables, query: HistoryQuery): Promise<HistoryPage> {
  const { userId, since } = query;
  const rows = await readPage(tables, query);
  if (since === undefined) return toPage(rows, query);
  const [first] = rows;
  if (first) return { ...toPage(rows, query), position: String(first.position) };
  // Without a row the position would be unknown. It is read before the page, so that an input stored in between is read twice rather than never.
  const [user] = await selectPosition(tables, [{ userId }]);
  return { ...toPage(await readPage(tables, query), query), position: String(user?.position ?? 0) };
}

function readPage(tables: Tables, { userId, limit, before, since }: HistoryQuery) {
  // One more row than requested shows whether another page follows.
  return selectPage(tables, [{ userId, rows: limit + 1, after: since || undefined, ...before }]);
}

function toPage(rows: Awaited<ReturnType<typeof readPage>>, { limit }: HistoryQuery): HistoryPage {
  const page = rows.slice(0, limit);
  const items = page.map(toItem);
  const last = page.at(-1);
  if (!last || rows.length === page.length) return { items };
  return { items, next_before: encodeCursor({ timestamp: last.timestamp, inputId: last.input_id }) };
}

interface PageQuery extends Partial<Cursor> {
  userId: string;
  rows: number;
  after: number | undefined;
}

const selectPage = keptQuery((tables, [{ userId, rows, after, timestamp, inputId }]: [PageQuery]) => {
  const own = tables.selectFrom('user_history').where('user_id', '=', userId);
  const fresh = after === undefined ? own : own.where('id', '>', after);
  const isWhole = timestamp === undefined || inputId === undefined;
  return (
    (isWhole ? fresh : fresh.where(olderThan(userId, { timestamp, inputId })))
      .select(['input_id', 'content', 'metadata', 'timestamp', position(tables, userId).as('position')])
      .orderBy('timestamp', 'desc')
      .orderBy('id', 'desc')
      // A literal limit would make SQLite prepare the statement again for each number.
      .limit(sql<number>`cast(${rows} as integer)`)
  );
});

const selectPosition = keptQuery((tables, [{ userId }]: [Pick<PageQuery, 'userId'>]) => position(tables, userId));

function position(tables: Tables, userId: string) {
  return tables
    .selectFrom('user_history')
    .where('user_id', '=', userId)
    .select(({ fn }) => fn.max('id').as('position'));
}

/** The first condition follows from the second, but only the first lets the index start at the cursor. */
function olderThan(userId: string, { timestamp, inputId }: Cursor) {
  return ({ and, eb, or, selectFrom }: ExpressionBuilder<MemorySchema, 'user_history'>) =>
    and([
      eb('timestamp', '<=', timestamp),
      or([
        eb('timestamp', '<', timestamp),
        eb(
          'id',
          '<',
          selectFrom('user_history as last')
            .select('last.id')
            .where('last.input_id', '=', inputId)
            .where('last.user_id', '=', userId),
        ),
      ]),
    ]);
}
