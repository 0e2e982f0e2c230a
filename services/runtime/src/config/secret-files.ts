import { randomBytes } from 'node:crypto';
import { linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { z } from 'zod';
import { ConfigError } from './config-error.ts';
import { SECRET_NAMES, type SecretName } from './secret-names.ts';

const earlierFile = z.partialRecord(z.enum(SECRET_NAMES), z.string());

/**
 * Reads the secret in `<home>/secrets/<name>`, whose file only its owner can read. Each secret has a file of its own, so that a process sees only
 * those that it asks for. Whichever process comes first creates the file, complete.
 */
export function readOrCreateSecret(home: string, name: SecretName): string {
  const path = join(home, 'secrets', name);
  const stored = read(path);
  if (stored !== undefined) return usable(stored, path);
  splitEarlierFile(home);
  return usable(create(path, randomBytes(32).toString('base64url')), path);
}

/** Moves the secrets of earlier versions, which kept all in one file that every service read, into a file each. */
function splitEarlierFile(home: string): void {
  const path = join(home, 'secrets.json');
  const text = read(path);
  if (text === undefined) return;
  for (const [name, secret] of Object.entries(parseEarlier(text, path))) create(join(home, 'secrets', name), secret);
  // Removed last: a process that no longer finds this file finds the new ones.
  rmSync(path, { force: true });
}

function parseEarlier(text: string, path: string): Partial<Record<SecretName, string>> {
  try {
    return earlierFile.parse(JSON.parse(text));
  } catch {
    throw new ConfigError(`${path} is not usable: delete it, and new secrets are made at the next start`);
  }
}

function usable(text: string, path: string): string {
  const secret = text.trim();
  if (secret !== '') return secret;
  throw new ConfigError(`${path} is not usable (it is empty): delete it, and a new one is made at the next start`);
}

/** The content of a file; undefined when it does not exist. */
function read(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return undefined;
    throw new ConfigError(`${path} is not usable (${codeOf(error)}): expected a file that only you can read`);
  }
}

/** Returns what the file contains in the end. A hard link is created only if nothing has that name yet, and the file that it names is already complete. */
function create(path: string, secret: string): string {
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
  const draft = `${path}.${process.pid}.${randomBytes(4).toString('hex')}`;
  writeFileSync(draft, `${secret}\n`, { mode: 0o600, flag: 'wx' });
  try {
    linkSync(draft, path);
  } catch (error) {
    if (codeOf(error) !== 'EEXIST') throw error;
  } finally {
    rmSync(draft);
  }
  return readFileSync(path, 'utf8');
}

function codeOf(error: unknown): string | undefined {
  return (error as NodeJS.ErrnoException).code;
}
