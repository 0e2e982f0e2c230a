import { DatabaseSync } from 'node:sqlite';
import { HttpError } from '@cortex/runtime';
import { sql } from 'kysely';
import { History } from '../history/history.ts';
import { temporaryDatabase } from '../testing/temporary-database.ts';

const input = { input_id: 'one', user_id: 'ada', content: 'hello' };

/** A second connection that holds the write lock, as another process could. */
function lock(path: string): DatabaseSync {
  const other = new DatabaseSync(path);
  other.exec('begin immediate');
  return other;
}

describe('a write lock of another process', () => {
  test('does not block the event loop while an input waits for it', async () => {
    await using store = await temporaryDatabase();
    const other = lock(store.path);
    const stored = new History(store.database).store(input);
    const turned = new Promise((resolve) => setTimeout(resolve, 50, 'turned'));
    expect(await Promise.race([stored, turned])).toBe('turned');
    other.exec('rollback');
    expect(await stored).toEqual({ input_id: 'one', status: 'stored' });
    other.close();
  });

  test('causes a 503 with Retry-After, and does not block readers meanwhile', async () => {
    await using store = await temporaryDatabase();
    const other = lock(store.path);
    const history = new History(store.database);
    const failure = history.store(input).catch((error: HttpError) => error);
    expect(await history.read({ user_id: 'ada', limit: 1 })).toEqual({ items: [] });
    expect(await failure).toBeInstanceOf(HttpError);
    expect(await failure).toMatchObject({ status: 503, headers: { 'Retry-After': '1' } });
    other.close();
  });
});

test('a full disk causes a 503 as well, and leaves nothing behind', async () => {
  await using store = await temporaryDatabase();
  const { rows } = await sql<{ page_count: number }>`pragma page_count`.execute(store.database.tables);
  await sql`pragma max_page_count = ${sql.lit(rows[0]?.page_count ?? 0)}`.execute(store.database.tables);
  const history = new History(store.database);
  const large = { ...input, content: 'x'.repeat(16_000) };
  await expect(history.store(large)).rejects.toMatchObject({ status: 503, headers: { 'Retry-After': '1' } });
  await sql`pragma max_page_count = 100000`.execute(store.database.tables);
  expect(await history.store(large)).toEqual({ input_id: 'one', status: 'stored' });
});
