import { chmodSync, type DisposableTempDir, mkdtempDisposableSync, readdirSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { ownerOnly } from './owner-only.ts';

let folder: DisposableTempDir;

beforeEach(() => {
  folder = mkdtempDisposableSync(join(tmpdir(), 'cortex-owner-only-'));
});
afterEach(() => folder.remove());

function modes(): string[] {
  return readdirSync(folder.path).map(
    (name) => `${name} ${(statSync(join(folder.path, name)).mode & 0o777).toString(8)}`,
  );
}

test('a database that others could read becomes private, while open and when opened again', () => {
  const file = join(folder.path, 'memory.db');
  const expected = ['memory.db 600', 'memory.db-shm 600', 'memory.db-wal 600'];
  using database = new DatabaseSync(file);
  database.exec('PRAGMA journal_mode = WAL; CREATE TABLE t (x)');
  for (const name of readdirSync(folder.path)) chmodSync(join(folder.path, name), 0o644);
  ownerOnly(file);
  expect(modes()).toEqual(expected);
  database.close();
  using again = new DatabaseSync(file);
  again.exec('INSERT INTO t VALUES (1)');
  expect(modes()).toEqual(expected);
});

test('a database in memory has no files', () => {
  expect(() => ownerOnly(':memory:')).not.toThrow();
});
