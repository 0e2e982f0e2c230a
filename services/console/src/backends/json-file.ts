import { constants } from 'node:fs';
import { open } from 'node:fs/promises';
import { z } from 'zod';
import { cut } from '../model/format/text.ts';

const LONGEST_REASON = 300;

/** A file that cannot be read. */
export interface SpoiltFile {
  file: string;
  reason: string;
}

/** Reads a file of JSON. @throws {Error} when it is not a file, too large, or has another shape */
export async function readJsonFile<Schema extends z.ZodType>(
  path: string,
  { schema, mostBytes }: { schema: Schema; mostBytes: number },
): Promise<z.output<Schema>> {
  // Opening a named pipe without a writer would block otherwise.
  await using file = await open(path, constants.O_RDONLY | constants.O_NONBLOCK);
  const stats = await file.stat();
  if (!stats.isFile()) throw new Error('expected a file');
  if (stats.size > mostBytes) throw new Error(`expected at most ${mostBytes} bytes, got ${stats.size}`);
  return schema.parse(JSON.parse(await file.readFile('utf8')));
}

export function spoilt(file: string, error: unknown): SpoiltFile {
  const reason = error instanceof z.ZodError ? z.prettifyError(error) : (error as Error).message;
  return { file, reason: cut(reason, LONGEST_REASON) };
}
