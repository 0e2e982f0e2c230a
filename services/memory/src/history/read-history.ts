import type { ExpressionBuilder } from 'kysely';
import type { Tables } from '../database/memory-database.ts';
import type { MemorySchema } from '../database/schema.ts';
import { type Cursor, encodeCursor } from './cursor.ts';
import { type HistoryItem, toItem } from './item.ts';

export interface HistoryQuery {
  userId: string;
  /** Items wanted at most. */
  limit: number;
  /** Only what is older than this. */
  before?: Cursor | undefined;
  /** Only what was stored after this position; 0 for all. Asks for the position now. */
  since?: number | undefined;
}

/**
 * Items newest first; `next_before` leads to the following page and is absent on the last one. `position` is how far the user's
 * inputs have been stored; inputs stored later come after it whatever their date.
 */
export interface HistoryPage {
  items: HistoryItem[];
  next_before?: string;
  position?: string;
}

/** Among inputs of the same millisecond the one stored last is the newest, so paging neither skips nor repeats any. */
export async function readHistory(tables: Tables, query: HistoryQuery): Promise<HistoryPage> {
  const position = query.since === undefined ? {} : { position: await readPosition(tables, query.userId) };
  const rows = await selectPage(tables, query);
  const page = rows.slice(0, query.limit);
  const last = page.at(-1);
  const items = page.map(toItem);
  if (!last || rows.length === page.length) return { items, ...position };
  return { items, ...position, next_before: encodeCursor({ timestamp: last.timestamp, inputId: last.input_id }) };
}

/** One row more than wanted tells whether another page follows. */
function selectPage(tables: Tables, { userId, limit, before, since = 0 }: HistoryQuery) {
  const own = tables.selectFrom('user_history').where('user_id', '=', userId);
  const fresh = since > 0 ? own.where('id', '>', since) : own;
  return (before ? fresh.where(olderThan(userId, before)) : fresh)
    .select(['input_id', 'content', 'metadata', 'timestamp'])
    .orderBy('timestamp', 'desc')
    .orderBy('id', 'desc')
    .limit(limit + 1)
    .execute();
}

/** Read before the page, so that what is stored in between comes twice rather than never. */
async function readPosition(tables: Tables, userId: string): Promise<string> {
  const { last } = await tables
    .selectFrom('user_history')
    .where('user_id', '=', userId)
    .select(({ fn }) => fn.max('id').as('last'))
    .executeTakeFirstOrThrow();
  return String(last ?? 0);
}

/** The first condition is implied by the second, but only it lets the index begin at the cursor. */
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
