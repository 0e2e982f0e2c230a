import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { type LoadResult, resultSchema } from './result.ts';

/** Where the last run of a scenario is kept. */
export function resultFile(home: string, scenario: string): string {
  return join(home, 'load', `${scenario}.json`);
}

/** Undefined where there is none, or none of this version. */
export function readResult(file: string): LoadResult | undefined {
  try {
    return resultSchema.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch {
    return undefined;
  }
}

export function writeResult(file: string, result: LoadResult): void {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, `${JSON.stringify(result, null, 2)}\n`);
}
