import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { repository } from '../settings.ts';

/** What the page is made of: of other packages it has constants and types. */
export const PAGE_SOURCES = ['services/console', 'services/signals/src', 'telemetry/testing/src'];
const VERSIONS = 'package-lock.json';
/** Neither what is built and installed nor tests are part of it. */
const NO_SOURCE = /(^|\/)(dist|node_modules)\/|\.test\.tsx?$|\.md$/;

/** Changes with everything that decides what the page's build makes. Takes some 10 ms. */
export function pageKey(): string {
  const hash = createHash('sha256');
  for (const path of [VERSIONS, ...PAGE_SOURCES.flatMap(sourcesIn)].toSorted()) {
    hash
      .update(`${path}\0`)
      .update(readFileSync(join(repository, path)))
      .update('\0');
  }
  return hash.digest('hex').slice(0, 12);
}

function sourcesIn(folder: string): string[] {
  const entries = readdirSync(join(repository, folder), { recursive: true, withFileTypes: true });
  const paths = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  return paths.map((path) => path.slice(repository.length + 1)).filter((path) => !NO_SOURCE.test(path));
}
