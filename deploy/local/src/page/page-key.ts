import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { repository } from '../settings.ts';

/** The sources of the page. From other packages it uses constants and types. */
export const PAGE_SOURCES = ['services/console', 'services/signals/src', 'telemetry/testing/src'];
const VERSIONS = 'package-lock.json';
/** Excludes built and installed files, and tests. */
const NO_SOURCE = /(^|\/)(dist|node_modules)\/|\.test\.tsx?$|\.md$/;

/** A key that changes with everything that determines the result of the page's build. Takes some 10 ms. */
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
