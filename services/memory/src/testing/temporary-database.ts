import { join } from 'node:path';
import { type MemoryDatabase, openDatabase } from '../database/open.ts';
import { temporaryFolder } from './temporary-folder.ts';

/** An open, migrated database in a folder of its own; closed and removed at the end of the `await using` block. */
export async function temporaryDatabase(): Promise<AsyncDisposable & { database: MemoryDatabase; path: string }> {
  const folder = temporaryFolder();
  const path = join(folder.path, 'memory.db');
  const database = await openDatabase({ kind: 'sqlite', path });
  const dispose = async () => {
    await database.destroy();
    folder[Symbol.dispose]();
  };
  return { database, path, [Symbol.asyncDispose]: dispose };
}
