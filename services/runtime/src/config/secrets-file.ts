import { randomBytes } from 'node:crypto';
import { linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { ConfigError } from './config-error.ts';
import { SECRET_NAMES, type SecretName } from './secret-names.ts';

const schema = z.record(z.enum(SECRET_NAMES), z.string());

/** The secrets in `<home>/secrets.json`, readable by its owner only. Whichever process comes first makes the file, whole. */
export function readOrCreateSecrets(home: string): Record<SecretName, string> {
  const path = join(home, 'secrets.json');
  return read(path) ?? create(home, path);
}

function read(path: string): Record<SecretName, string> | undefined {
  try {
    return schema.parse(JSON.parse(readFileSync(path, 'utf8')));
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return undefined;
    throw new ConfigError(`${path} is not usable: delete it, and a new one is made at the next start`);
  }
}

/** A link is made only if nothing has that name yet, and what it names is already complete. */
function create(home: string, path: string): Record<SecretName, string> {
  mkdirSync(home, { recursive: true, mode: 0o700 });
  const draft = `${path}.${process.pid}.${randomBytes(4).toString('hex')}`;
  const secrets = Object.fromEntries(SECRET_NAMES.map((name) => [name, randomBytes(32).toString('base64url')]));
  writeFileSync(draft, `${JSON.stringify(secrets, null, 2)}\n`, { mode: 0o600, flag: 'wx' });
  try {
    linkSync(draft, path);
  } catch (error) {
    if (codeOf(error) !== 'EEXIST') throw error;
  } finally {
    rmSync(draft);
  }
  return schema.parse(JSON.parse(readFileSync(path, 'utf8')));
}

function codeOf(error: unknown): string | undefined {
  return (error as NodeJS.ErrnoException).code;
}
