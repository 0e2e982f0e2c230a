import type { MemoryDatabase } from '../database/memory-database.ts';
import { newInput } from '../testing/new-input.ts';
import { storeInput } from '../testing/store-input.ts';
import { onEachDatabase } from '../testing/temporary-database.ts';
import { decodeCursor } from './cursor.ts';
import { readHistory } from './read-history.ts';

describe('readHistory', () =>
  onEachDatabase((open) => {
    test('returns items newest first, as they were stored', async () => {
      await using store = await open();
      await storeInput(store.database, newInput({ inputId: 'newer', timestamp: 2_000, metadata: { a: [1, null] } }));
      await storeInput(store.database, newInput({ inputId: 'older', timestamp: 1_000 }));

      expect(await readHistory(store.database.tables, { userId: 'ada', limit: 10 })).toEqual({
        items: [
          { id: 'newer', content: 'hello', metadata: { a: [1, null] }, created_at: '1970-01-01T00:00:02.000Z' },
          { id: 'older', content: 'hello', metadata: {}, created_at: '1970-01-01T00:00:01.000Z' },
        ],
      });
    });

    test('returns no items of others, and none for an unknown user', async () => {
      await using store = await open();
      await storeInput(store.database, newInput({ userId: 'eve' }));
      expect(await readHistory(store.database.tables, { userId: 'ada', limit: 10 })).toEqual({ items: [] });
    });

    test('pages through items of equal times without skipping or repeating any', async () => {
      await using store = await open();
      const times = [1, 2, 2, 2, 2, 2, 3];
      for (const [index, timestamp] of times.entries()) {
        await storeInput(store.database, newInput({ inputId: `${index}`, timestamp }));
      }
      expect(await readAll(store.database, 2)).toEqual(['6', '5', '4', '3', '2', '1', '0']);
    });

    test('keeps its position while newer inputs arrive, even of the same time', async () => {
      await using store = await open();
      for (const inputId of ['a', 'b', 'c']) await storeInput(store.database, newInput({ inputId }));
      const first = await readHistory(store.database.tables, { userId: 'ada', limit: 1 });
      await storeInput(store.database, newInput({ inputId: 'd' }));

      const before = decodeCursor(first.next_before ?? '');
      const second = await readHistory(store.database.tables, { userId: 'ada', limit: 10, before });

      expect(second.items.map(({ id }) => id)).toEqual(['b', 'a']);
      expect(second).not.toHaveProperty('next_before');
    });

    test('returns items stored since a position, even with an old date', async () => {
      await using store = await open();
      await storeInput(store.database, newInput({ inputId: 'a', timestamp: 2_000 }));
      await storeInput(store.database, newInput({ userId: 'eve' }));
      const { position } = await readHistory(store.database.tables, { userId: 'ada', limit: 10, since: 0 });
      await storeInput(store.database, newInput({ inputId: 'old', timestamp: 1_000 }));
      await storeInput(store.database, newInput({ inputId: 'new', timestamp: 3_000 }));

      const fresh = await readHistory(store.database.tables, { userId: 'ada', limit: 10, since: Number(position) });
      expect(fresh.items.map(({ id }) => id)).toEqual(['new', 'old']);
      const nothing = { userId: 'ada', limit: 10, since: Number(fresh.position) };
      expect(await readHistory(store.database.tables, nothing)).toEqual({ items: [], position: fresh.position });
    });

    test('returns position 0 for an unknown user', async () => {
      await using store = await open();
      expect(await readHistory(store.database.tables, { userId: 'ada', limit: 1, since: 0 })).toEqual({
        items: [],
        position: '0',
      });
    });

    test('returns no cursor when the last item just fits', async () => {
      await using store = await open();
      await storeInput(store.database, newInput());
      expect(await readHistory(store.database.tables, { userId: 'ada', limit: 1 })).not.toHaveProperty('next_before');
    });
  }));

async function readAll(database: MemoryDatabase, limit: number): Promise<string[]> {
  const ids: string[] = [];
  let next: string | undefined;
  do {
    const before = next === undefined ? undefined : decodeCursor(next);
    const page = await readHistory(database.tables, { userId: 'ada', limit, before });
    ids.push(...page.items.map(({ id }) => id));
    next = page.next_before;
  } while (next !== undefined);
  return ids;
}
