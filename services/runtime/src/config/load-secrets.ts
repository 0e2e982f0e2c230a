import { ConfigError } from './config-error.ts';
import { readOrCreateSecret } from './secret-files.ts';
import type { SecretName } from './secret-names.ts';

/** HS256 requires a key at least as long as its hash (RFC 7518, 3.2). */
const SHORTEST = 32;

export interface LoadSecretsOptions<Name extends SecretName> {
  environment: 'development' | 'test' | 'production';
  /** State directory. Outside production, secrets that are not configured are read from files in its folder `secrets`. */
  home: string;
  names: readonly Name[];
  env?: Record<string, string | undefined>;
}

/** Reads secrets from the environment or, except in production, from one file each, created on first use. Throws a {@link ConfigError} that names what is missing. */
export function loadSecrets<Name extends SecretName>(options: LoadSecretsOptions<Name>): Record<Name, string> {
  const { environment, home, names, env = process.env } = options;
  const missing = names.filter((name) => !env[name]);
  if (missing.length > 0 && environment === 'production') {
    throw new ConfigError(`In production these environment variables must be set: ${missing.join(', ')}`);
  }
  const entries = names.map((name) => [name, env[name] || readOrCreateSecret(home, name)] as const);
  refuseShort(entries);
  return Object.fromEntries(entries) as Record<Name, string>;
}

function refuseShort(entries: (readonly [string, string])[]): void {
  const short = entries.filter(([, value]) => value.length < SHORTEST).map(([name]) => name);
  if (short.length === 0) return;
  throw new ConfigError(`Too short for a secret, expected at least ${SHORTEST} characters: ${short.join(', ')}`);
}
