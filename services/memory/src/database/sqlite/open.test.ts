import { randomBytes } from 'node:crypto';
import { mkdtempDisposableSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ConfigError } from '@cortex/runtime';
import { sql } from 'kysely';
import { runNode } from '../../testing/run-node.ts';
import { openQuietly, temporaryDatabase } from '../../testing/temporary-database.ts';
import { ping } from '../open.ts';

const openAndClose = fileURLToPath(new URL('../../testing/open-and-close.ts', import.meta.url));

describe('an SQLite database', () => {
  test('creates the tables and indexes that the guide names', async () => {
    await using store = await temporaryDatabase();
    const { rows } = await sql<{ name: string }>`select name from sqlite_master where name not like 'sqlite_%'`.execute(
      store.database.tables,
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

  test('uses a write-ahead log, so that a commit survives the process', async () => {
    await using store = await temporaryDatabase();
    const { rows } = await sql<{ journal_mode: string }>`pragma journal_mode`.execute(store.database.tables);
    expect(rows).toEqual([{ journal_mode: 'wal' }]);
  });

  test('keeps the reason when SQLite itself has rolled a transaction back', async () => {
    await using store = await temporaryDatabase();
    const failing = store.database.tables.transaction().execute(async (transaction) => {
      await sql`rollback`.execute(transaction);
      throw new Error('disk I/O error');
    });
    await expect(failing).rejects.toThrow('disk I/O error');
  });

  test('opens an existing database', async () => {
    await using store = await temporaryDatabase();
    const again = await openQuietly({ kind: 'sqlite', path: store.path });
    await expect(ping(again)).resolves.toBeUndefined();
    await again.close();
  });

  test('lets several processes create a file at once', async () => {
    using folder = mkdtempDisposableSync(join(tmpdir(), 'cortex-memory-'));
    const path = join(folder.path, 'memory.db');
    await Promise.all(Array.from({ length: 4 }, () => runNode(openAndClose, `sqlite:${path}`)));
    const database = await openQuietly({ kind: 'sqlite', path });
    const { rows } = await sql<{ name: string }>`select name from kysely_migration`.execute(database.tables);
    await database.close();
    expect(rows).toEqual([{ name: '0001_history' }]);
  });

  test('reports what to do about a file that is not a database', async () => {
    using folder = mkdtempDisposableSync(join(tmpdir(), 'cortex-memory-'));
    const path = join(folder.path, 'memory.db');
    writeFileSync(path, randomBytes(4096));
    const failure = await openQuietly({ kind: 'sqlite', path }).catch((error) => error);
    expect(failure).toBeInstanceOf(ConfigError);
    expect(failure.message).toBe(
      `${path} is not usable (file is not a database): move it away, or name another file in DATABASE_URL (sqlite:<path>)`,
    );
  });

  test('reports what to do about a damaged database', async () => {
    using folder = mkdtempDisposableSync(join(tmpdir(), 'cortex-memory-'));
    const path = join(folder.path, 'memory.db');
    await (await openQuietly({ kind: 'sqlite', path })).close();
    damage(path);
    await expect(openQuietly({ kind: 'sqlite', path })).rejects.toThrow(`${path} is not usable (database disk image`);
  });
});

/** Keeps the header, by which SQLite recognizes a database. */
function damage(path: string): void {
  const bytes = readFileSync(path);
  writeFileSync(path, bytes.fill(0xff, 100));
}
