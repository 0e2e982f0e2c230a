import { createHash } from 'node:crypto';
import { globSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { repository } from '@cortex/local/settings';

const LEFT_OUT = /(^|\/)(testing|fixtures)(\/|$)|\.test\.ts$/;

/** Twelve hexadecimal digits that change with the given texts and with the content of the files that the patterns match. Patterns are relative to the repository. */
export function contentKey(texts: string[], patterns: string[]): string {
  const hash = createHash('sha256').update(JSON.stringify(texts));
  const paths = globSync(patterns, { cwd: repository }).filter((path) => !LEFT_OUT.test(path));
  for (const path of paths.sort()) {
    const file = join(repository, path);
    if (statSync(file).isFile()) hash.update(`\0${path}\0`).update(readFileSync(file));
  }
  return hash.digest('hex').slice(0, 12);
}
