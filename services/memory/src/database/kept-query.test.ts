import { temporaryDatabase } from '../testing/temporary-database.ts';
import { keptQuery } from './kept-query.ts';
import type { UserSummaryTable } from './schema.ts';

let builds = 0;

const insert = keptQuery((tables, rows: readonly UserSummaryTable[]) => {
  builds += 1;
  return tables.insertInto('user_summary').values(rows).returning('user_id');
});

const select = keptQuery((tables, [{ userId, data }]: [{ userId: string; data?: string | undefined }]) => {
  builds += 1;
  const ofUser = tables.selectFrom('user_summary').select('data').where('user_id', '=', userId);
  return data === undefined ? ofUser : ofUser.where('data', '=', data);
});

beforeEach(() => {
  builds = 0;
});

test('builds a query once and runs it with the values of each call', async () => {
  await using store = await temporaryDatabase();
  const { tables } = store.database;
  expect(await insert(tables, [row('ada'), row('eve')])).toEqual([{ user_id: 'ada' }, { user_id: 'eve' }]);
  await insert(tables, [row('bob'), row('mia')]);
  expect(builds).toBe(1);
  expect(await select(tables, [{ userId: 'mia' }])).toEqual([{ data: 'of mia' }]);
  expect(await select(tables, [{ userId: 'eve' }])).toEqual([{ data: 'of eve' }]);
  expect(builds).toBe(2);
});

test('builds another query for a list of another length, and for other fields', async () => {
  await using store = await temporaryDatabase();
  const { tables } = store.database;
  await insert(tables, [row('ada')]);
  await insert(tables, [row('bob'), row('eve')]);
  expect(await select(tables, [{ userId: 'eve', data: 'of ada' }])).toEqual([]);
  expect(await select(tables, [{ userId: 'eve', data: undefined }])).toEqual([{ data: 'of eve' }]);
  expect(builds).toBe(4);
});

test('runs with lists that are too long to be cached', async () => {
  await using store = await temporaryDatabase();
  const rows = Array.from({ length: 100 }, (_, index) => row(`user-${index}`));
  expect(await insert(store.database.tables, rows)).toHaveLength(100);
});

test('runs in the given transaction', async () => {
  await using store = await temporaryDatabase();
  const { tables } = store.database;
  const failing = tables.transaction().execute(async (transaction) => {
    await insert(tables, [row('ada')], transaction);
    throw new Error('undo');
  });
  await expect(failing).rejects.toThrow('undo');
  expect(await select(tables, [{ userId: 'ada' }])).toEqual([]);
});

function row(user_id: string): UserSummaryTable {
  return { user_id, data: `of ${user_id}`, topic_counts: '[]' };
}
