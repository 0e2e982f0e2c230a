import { readFile } from 'node:fs/promises';
import { ConfigError } from '@cortex/runtime';
import { z } from 'zod';
import { PASSWORD_HASH_PATTERN } from './password.ts';

/** A person who can log in. `id` is opaque and stable, and the only thing that other services and telemetry see of a user. */
export interface User {
  id: string;
  username: string;
  passwordHash: string;
}

/** Users by normalized user name. */
export type UserDirectory = ReadonlyMap<string, User>;

const usersFile = z.array(
  z.strictObject({
    id: z.string().regex(/^[A-Za-z0-9_-]{1,64}$/, 'expected 1-64 letters, digits, "_" or "-"; never an e-mail address'),
    username: z.string().min(1).max(320),
    passwordHash: z.string().regex(PASSWORD_HASH_PATTERN, 'expected a hash made by `npm run hash-password`'),
  }),
);

/** The monitoring guide's user, `password123`. Never part of a production directory. */
const DEVELOPMENT_USER: User = {
  id: 'b7a0c3a2-6f0e-4f3c-9a51-2d1c8f7e4b60',
  username: 'user@example.com',
  passwordHash: '$scrypt$ln=14,r=8,p=5$i3OaA4J94I3U2+o8+8Z7aA$l1sE16YrOnYS529DckmuftwizuKdJVSEunUm9fuWpRI',
};

/**
 * Loads everybody who can log in: the users of `file`, a JSON array of `{id, username, passwordHash}`, and in development the guide's user.
 * @throws {ConfigError} when no file is named in production, or the file cannot be read, has the wrong shape, or contains an id or name twice.
 */
export async function loadUsers({ environment, file }: { environment: string; file?: string | undefined }) {
  if (environment !== 'development' && file === undefined) {
    throw new ConfigError(
      `CORTEX_USERS_FILE: expected the path of a JSON file of users when NODE_ENV is ${environment}, got nothing`,
    );
  }
  const listed = file === undefined ? [] : await readUsers(file);
  return directoryOf(environment === 'development' ? [DEVELOPMENT_USER, ...listed] : listed);
}

/** The normalized form of a user name, in which it is looked up and counted. */
export function normalizeUsername(username: string): string {
  return username.trim().normalize('NFKC').toLowerCase();
}

async function readUsers(file: string): Promise<User[]> {
  try {
    const parsed = usersFile.safeParse(JSON.parse(await readFile(file, 'utf8')));
    if (parsed.success) return parsed.data;
    throw new Error(z.prettifyError(parsed.error));
  } catch (error) {
    // A syntax error quotes the offending text, which may be the hash of a password.
    const reason = error instanceof SyntaxError ? 'it is not JSON' : (error as Error).message;
    throw new ConfigError(`CORTEX_USERS_FILE: ${file} is not a list of users: ${reason}`);
  }
}

function directoryOf(users: User[]): UserDirectory {
  const ids = new Set(users.map((user) => user.id));
  const directory = new Map(users.map((user) => [normalizeUsername(user.username), user]));
  if (ids.size < users.length || directory.size < users.length) {
    throw new ConfigError('CORTEX_USERS_FILE: expected every id and every username once, got one of them twice');
  }
  return directory;
}
