import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import type { MemoryDatabase } from '../database/memory-database.ts';
import { newInput } from '../testing/new-input.ts';
import { startNode } from '../testing/run-node.ts';
import { storeInput } from '../testing/store-input.ts';
import { onEachDatabase } from '../testing/temporary-database.ts';
import { storeBatch } from './store-batch.ts';
import { storeInputs } from './store-inputs.ts';

describe('storeInputs', () =>
  onEachDatabase((open) => {
    test('stores a new input and counts it', async () => {
      await using store = await open();
      const input = newInput({ content: 'Tracing a slow query', metadata: { tags: ['a'] } });

      await expect(storeInput(store.database, input)).resolves.toBe('stored');

      expect(await rows(store.database)).toMatchObject([
        { input_id: input.inputId, user_id: 'ada', content: input.content, metadata: '{"tags":["a"]}' },
      ]);
      expect(await summary(store.database, 'ada')).toEqual({
        user_id: 'ada',
        total_interactions: 1,
        last_active: '2026-01-01T00:00:00.000Z',
        common_topics: ['tracing', 'slow', 'query'],
      });
    });

    test('keeps every character of the content', async () => {
      await using store = await open();
      const content = "quote ' null \0 emoji 🧵 line\nend";
      await storeInput(store.database, newInput({ content }));
      expect(await rows(store.database)).toMatchObject([{ content }]);
    });

    test('accepts the same input twice without a second row or count', async () => {
      await using store = await open();
      const input = newInput();
      await storeInput(store.database, input);

      await expect(storeInput(store.database, { ...input, content: 'changed' })).resolves.toBe('duplicate');

      expect(await rows(store.database)).toMatchObject([{ content: 'hello' }]);
      expect(await summary(store.database, 'ada')).toMatchObject({ total_interactions: 1 });
    });

    test("refuses another user's input id and leaves no trace of the attempt", async () => {
      await using store = await open();
      const input = newInput();
      await storeInput(store.database, input);

      const attempt = storeInput(store.database, { ...input, userId: 'eve' });

      await expect(attempt).rejects.toMatchObject({ status: 409, message: expect.not.stringContaining('ada') });
      expect(await rows(store.database)).toHaveLength(1);
      expect(await summary(store.database, 'eve')).toBeUndefined();
    });

    test('stores equal inputs that arrive together once, and all different ones', async () => {
      await using store = await open();
      const input = newInput();
      const equal = Array.from({ length: 20 }, () => storeInput(store.database, input));
      const different = Array.from({ length: 20 }, () => storeInput(store.database, newInput()));

      const statuses = await Promise.all(equal);
      await Promise.all(different);

      expect(statuses.filter((status) => status === 'stored')).toHaveLength(1);
      expect(await rows(store.database)).toHaveLength(21);
      expect(await summary(store.database, 'ada')).toMatchObject({ total_interactions: 21 });
    });

    test('keeps the newest time, whatever the order of arrival', async () => {
      await using store = await open();
      await storeInput(store.database, newInput({ timestamp: Date.UTC(2026, 5, 1) }));
      await storeInput(store.database, newInput({ timestamp: Date.UTC(2025, 5, 1) }));
      expect(await summary(store.database, 'ada')).toMatchObject({ last_active: '2026-06-01T00:00:00.000Z' });
    });

    test('stores the rest of a batch with a duplicate and a refused input', async () => {
      await using store = await open();
      await storeInput(store.database, newInput({ inputId: 'known' }));
      await storeInput(store.database, newInput({ inputId: 'taken', userId: 'eve' }));
      const batch = ['new', 'known', 'taken', 'new', 'newer'].map((inputId) => newInput({ inputId }));

      const outcomes = await storeInputs(store.database, batch);

      expect(outcomes).toMatchObject([
        { value: { status: 'stored' } },
        { value: { status: 'duplicate' } },
        { reason: { status: 409 } },
        { value: { status: 'duplicate' } },
        { value: { status: 'stored' } },
      ]);
      expect((await rows(store.database)).map(({ input_id }) => input_id)).toEqual(['known', 'taken', 'new', 'newer']);
      expect(await summary(store.database, 'ada')).toMatchObject({ total_interactions: 3 });
    });

    test('stores a batch of several users in its order', async () => {
      await using store = await open();
      const batch = Array.from({ length: 100 }, (_, index) =>
        newInput({ inputId: `input-${index}`, userId: `user-${index % 3}` }),
      );
      await storeInputs(store.database, batch);
      expect((await rows(store.database)).map(({ input_id }) => input_id)).toEqual(batch.map(({ inputId }) => inputId));
      expect(await summary(store.database, 'user-2')).toMatchObject({ total_interactions: 33 });
    });

    test("gives an id that two users' batches fight for to one of them", async () => {
      await using store = await open();
      const ids = Array.from({ length: 10 }, (_, index) => `input-${index}`);
      const batchOf = (userId: string, inputIds: string[]) =>
        storeBatch(
          store.database,
          inputIds.map((inputId) => newInput({ inputId, userId })),
        );
      const outcomes = await Promise.all([batchOf('ada', ids), batchOf('eve', ids.toReversed())]);
      expect(outcomes.flat().filter(({ status }) => status === 'fulfilled')).toHaveLength(10);
      expect(await rows(store.database)).toHaveLength(10);
    });

    test('keeps all acknowledged inputs when two processes are killed', async () => {
      await using store = await open();
      const url = store.location.kind === 'sqlite' ? `sqlite:${store.location.path}` : store.location.url;
      const acknowledged = await Promise.all([storeUntilKilled(url, 'left', 30), storeUntilKilled(url, 'right', 30)]);

      const stored = (await rows(store.database)).map(({ input_id }) => input_id);

      expect(stored).toEqual(expect.arrayContaining(acknowledged.flat()));
      expect(await summary(store.database, 'ada')).toMatchObject({ total_interactions: stored.length });
    });
  }));

function rows(database: MemoryDatabase) {
  return database.tables.selectFrom('user_history').selectAll().orderBy('id').execute();
}

async function summary(database: MemoryDatabase, userId: string): Promise<unknown> {
  const row = await database.tables
    .selectFrom('user_summary')
    .select('data')
    .where('user_id', '=', userId)
    .executeTakeFirst();
  return row && JSON.parse(row.data);
}

/** The ids that a process acknowledged before it was killed without warning. */
async function storeUntilKilled(url: string, prefix: string, enough: number): Promise<string[]> {
  const file = fileURLToPath(new URL('../testing/store-until-killed.ts', import.meta.url));
  const child = startNode(file, url, prefix);
  const closed = once(child, 'close');
  const errors = text(child.stderr);
  const acknowledged: string[] = [];
  for await (const line of createInterface({ input: child.stdout })) {
    acknowledged.push(line);
    if (acknowledged.length >= enough) child.kill('SIGKILL');
  }
  await closed;
  if (acknowledged.length < enough) throw new Error(`stopped after ${acknowledged.length} inputs: ${await errors}`);
  return acknowledged;
}
