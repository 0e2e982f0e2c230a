import { join } from 'node:path';
import { type MemoryDatabase, openDatabase } from '../database/open.ts';
import { temporaryFolder } from './temporary-folder.ts';

/** An open, migrated database in a folder of its own; closed and removed at the end of the `await using` block. */
export async function temporaryDatabase(): Promise<AsyncDisposable & { database: MemoryDatabase; url: string }> {
  const folder = temporaryFolder();
  const url = `sqlite:${join(folder.path, 'memory.db')}`;
  const database = await openDatabase(url);
  const dispose = async () => {
    await database.destroy();
    folder[Symbol.dispose]();
  };
  return { database, url, [Symbol.asyncDispose]: dispose };
}
