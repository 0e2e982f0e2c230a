import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { sql } from 'kysely';
import { runNode } from '../testing/run-node.ts';
import { temporaryDatabase } from '../testing/temporary-database.ts';
import { temporaryFolder } from '../testing/temporary-folder.ts';
import { openDatabase, ping } from './open.ts';

const openAndClose = fileURLToPath(new URL('../testing/open-and-close.ts', import.meta.url));

describe('openDatabase', () => {
  test('makes the tables and the indexes the guide names', async () => {
    await using store = await temporaryDatabase();
    const { rows } = await sql<{ name: string }>`select name from sqlite_master where name not like 'sqlite_%'`.execute(
      store.database,
    );
    expect(rows.map(({ name }) => name)).toEqual(
      expect.arrayContaining([
        'user_history',
        'user_summary',
        'idx_user_history_user_id',
        'idx_user_history_timestamp',
        'idx_user_history_user_timestamp',
      ]),
    );
  });

  test('writes ahead, so that a commit outlives the process', async () => {
    await using store = await temporaryDatabase();
    const { rows } = await sql<{ journal_mode: string }>`pragma journal_mode`.execute(store.database);
    expect(rows).toEqual([{ journal_mode: 'wal' }]);
  });

  test('opens what is there already', async () => {
    await using store = await temporaryDatabase();
    const again = await openDatabase({ kind: 'sqlite', path: store.path });
    await expect(ping(again)).resolves.toBeUndefined();
    await again.destroy();
  });

  test('lets several processes open a new file at once', async () => {
    using folder = temporaryFolder();
    const path = join(folder.path, 'memory.db');
    await Promise.all(Array.from({ length: 4 }, () => runNode(openAndClose, path)));
    const database = await openDatabase({ kind: 'sqlite', path });
    const { rows } = await sql<{ name: string }>`select name from kysely_migration`.execute(database);
    await database.destroy();
    expect(rows).toEqual([{ name: '0001_history' }]);
  }, 30_000);

  test('rejects a file that is no database', async () => {
    using folder = temporaryFolder();
    const path = join(folder.path, 'memory.db');
    writeFileSync(path, 'certainly not a database '.repeat(100));
    await expect(openDatabase({ kind: 'sqlite', path })).rejects.toThrow(/not a database|migration failed/);
  });
});
