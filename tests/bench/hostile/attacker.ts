import { mkdtempDisposable, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { hashPassword } from '@cortex/core-api/auth';

/** A malicious user of the platform, so that the inputs pass authentication and do not count as those of the ordinary user. */
export const ATTACKER = { id: 'attacker', username: 'attacker@example.com', password: 'a password of the bench' };

/** Writes a file for `CORTEX_USERS_FILE` that contains the attacker. */
export async function writeUsersFile(): Promise<{ file: string; remove(): Promise<void> }> {
  const directory = await mkdtempDisposable(join(tmpdir(), 'cortex-hostile-'));
  const file = join(directory.path, 'users.json');
  const { id, username, password } = ATTACKER;
  await writeFile(file, JSON.stringify([{ id, username, passwordHash: await hashPassword(password) }]));
  return { file, remove: () => directory.remove() };
}
