import { mkdir, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type LoadResult, loadResult } from '../model/load/result.ts';
import { readJsonFile, type SpoiltFile, spoilt } from './json-file.ts';

/** How many results are read; older ones are only counted. */
const MOST_RESULTS = 100;
/** A result has some kilobytes. */
const MOST_RESULT_BYTES = 1024 * 1024;

export interface LoadRun {
  /** The name within the folder. */
  file: string;
  result: LoadResult;
}

export interface LoadResults {
  /** The runs of all scenarios, newest first. */
  runs: LoadRun[];
  spoilt: SpoiltFile[];
  /** The number of older files that were not read. */
  unread: number;
}

/** Reads the results in a folder. Files that cannot be read are reported beside the others; a missing folder has no results. */
export async function readLoadResults(folder: string): Promise<LoadResults> {
  const listed = await namesIn(folder);
  if (!Array.isArray(listed)) return { runs: [], spoilt: [listed], unread: 0 };
  // Names begin with the time.
  const files = listed.filter((name) => name.endsWith('.json')).toSorted((a, b) => (a < b ? 1 : -1));
  const read = await Promise.all(files.slice(0, MOST_RESULTS).map((file) => readOne(folder, file)));
  const runs = read.filter((one) => 'result' in one);
  return {
    runs: runs.toSorted((a, b) => Date.parse(b.result.startedAt) - Date.parse(a.result.startedAt)),
    spoilt: read.filter((one) => 'reason' in one),
    unread: Math.max(0, files.length - MOST_RESULTS),
  };
}

/** Saves a result beside those of earlier runs. @returns its path */
export async function keepLoadResult(folder: string, result: LoadResult): Promise<string> {
  const path = join(folder, `${result.startedAt.replaceAll(':', '-')}-${result.scenario}.json`);
  await mkdir(folder, { recursive: true });
  await writeFile(path, `${JSON.stringify(result, null, 2)}\n`);
  return path;
}

async function namesIn(folder: string): Promise<string[] | SpoiltFile> {
  try {
    return await readdir(folder);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'ENOENT' ? [] : spoilt(folder, error);
  }
}

async function readOne(folder: string, file: string): Promise<LoadRun | SpoiltFile> {
  try {
    const result = await readJsonFile(join(folder, file), { schema: loadResult, mostBytes: MOST_RESULT_BYTES });
    return { file, result };
  } catch (error) {
    return spoilt(file, error);
  }
}
