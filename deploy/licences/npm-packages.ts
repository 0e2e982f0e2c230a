import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { repository } from '@cortex/local/settings';
import { z } from 'zod';
import { byName, type Dependency } from './dependency.ts';

export interface NpmPackage extends Dependency {
  /** Whether only `devDependencies` lead to it. */
  development: boolean;
}

const lockFile = z.object({
  packages: z.record(
    z.string(),
    z.object({
      version: z.string().default(''),
      license: z.string().optional(),
      link: z.boolean().default(false),
      dev: z.boolean().default(false),
      devOptional: z.boolean().default(false),
      name: z.string().optional(),
    }),
  ),
});

/** Packages that state their licence in a way that the lock file does not include. */
const STATED_OTHERWISE: Record<string, string> = { buildcheck: 'MIT', 'cpu-features': 'MIT', ssh2: 'MIT' };

/** Every package in `package-lock.json` that does not belong to this repository. */
export function npmPackages(): NpmPackage[] {
  const lock = lockFile.parse(JSON.parse(readFileSync(join(repository, 'package-lock.json'), 'utf8')));
  const packages = new Map<string, NpmPackage>();
  for (const [path, { version, license, link, dev, devOptional, ...rest }] of Object.entries(lock.packages)) {
    if (link || !path.includes('node_modules/')) continue;
    const name = rest.name ?? path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length);
    const licence = license ?? STATED_OTHERWISE[name];
    if (!licence)
      throw new Error(`${name} ${version} states no licence in package-lock.json; look it up and add it here`);
    const development = (dev || devOptional) && (packages.get(`${name} ${version}`)?.development ?? true);
    packages.set(`${name} ${version}`, { name, version, licence, development });
  }
  return [...packages.values()].sort(byName);
}
