import { join } from 'node:path';
import type { DatabaseLocation } from '../database/location.ts';
import type { MemoryDatabase } from '../database/memory-database.ts';
import { openDatabase } from '../database/open.ts';
import { PostgresServer } from './postgres-server.ts';
import { temporaryFolder } from './temporary-folder.ts';

export interface TemporaryDatabase extends AsyncDisposable {
  database: MemoryDatabase;
  location: DatabaseLocation;
}

/** Opens a database of which nothing is to be reported. */
export function openQuietly(location: DatabaseLocation): Promise<MemoryDatabase> {
  return openDatabase(location, { onFailure: () => undefined, onSlowQuery: () => undefined });
}

/** An open, migrated SQLite database in a folder of its own; closed and removed at the end of the `await using` block. */
export async function temporaryDatabase(): Promise<TemporaryDatabase & { path: string }> {
  const folder = temporaryFolder();
  const path = join(folder.path, 'memory.db');
  const location = { kind: 'sqlite', path } as const;
  const database = await openQuietly(location);
  const dispose = async () => {
    await database.close();
    folder[Symbol.dispose]();
  };
  return { database, location, path, [Symbol.asyncDispose]: dispose };
}

/** As `temporaryDatabase`, on a PostgreSQL. */
export async function temporaryPostgresDatabase(server: PostgresServer): Promise<TemporaryDatabase> {
  const location = { kind: 'postgres', url: await server.createDatabase() } as const;
  const database = await openQuietly(location);
  return { database, location, [Symbol.asyncDispose]: () => database.close() };
}

/** Defines the same tests for SQLite and for PostgreSQL. */
export function onEachDatabase(defineTests: (open: () => Promise<TemporaryDatabase>) => void): void {
  describe('on SQLite', () => defineTests(temporaryDatabase));
  describe('on PostgreSQL', () => {
    let server: PostgresServer;
    beforeAll(async () => {
      server = await PostgresServer.start();
    });
    afterAll(() => server[Symbol.asyncDispose]());
    defineTests(() => temporaryPostgresDatabase(server));
  });
}
