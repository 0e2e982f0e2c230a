import { mkdtempDisposableSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { DatabaseLocation } from '../database/location.ts';
import type { MemoryDatabase } from '../database/memory-database.ts';
import { openDatabase } from '../database/open.ts';
import type { QueryListeners } from '../database/tracing/database-telemetry.ts';
import { PostgresServer } from './postgres-server.ts';

export interface TemporaryDatabase extends AsyncDisposable {
  database: MemoryDatabase;
  location: DatabaseLocation;
}

/** Opens a database that reports only to the given listeners. */
export function openQuietly(
  location: DatabaseLocation,
  listeners: Partial<QueryListeners> = {},
): Promise<MemoryDatabase> {
  const silent = () => undefined;
  return openDatabase(location, { onFailure: silent, onSlowQuery: silent, onFailedQuery: silent, ...listeners });
}

/** An open, migrated SQLite database in its own folder; closed and removed at the end of the `await using` block. */
export async function temporaryDatabase(
  listeners?: Partial<QueryListeners>,
): Promise<TemporaryDatabase & { path: string }> {
  const folder = mkdtempDisposableSync(join(tmpdir(), 'cortex-memory-'));
  const path = join(folder.path, 'memory.db');
  const location = { kind: 'sqlite', path } as const;
  const database = await openQuietly(location, listeners);
  const dispose = async () => {
    await database.close();
    folder[Symbol.dispose]();
  };
  return { database, location, path, [Symbol.asyncDispose]: dispose };
}

/** The same as `temporaryDatabase`, on PostgreSQL. */
export async function temporaryPostgresDatabase(
  server: PostgresServer,
  listeners?: Partial<QueryListeners>,
): Promise<TemporaryDatabase> {
  const location = { kind: 'postgres', url: await server.createDatabase() } as const;
  const database = await openQuietly(location, listeners);
  return { database, location, [Symbol.asyncDispose]: () => database.close() };
}

/** Defines the same tests for SQLite and for PostgreSQL. */
export function onEachDatabase(
  defineTests: (open: (listeners?: Partial<QueryListeners>) => Promise<TemporaryDatabase>) => void,
): void {
  describe('on SQLite', () => defineTests(temporaryDatabase));
  describe('on PostgreSQL', () => {
    let server: PostgresServer;
    beforeAll(async () => {
      server = await PostgresServer.start();
    });
    afterAll(() => server[Symbol.asyncDispose]());
    defineTests((listeners) => temporaryPostgresDatabase(server, listeners));
  });
}
