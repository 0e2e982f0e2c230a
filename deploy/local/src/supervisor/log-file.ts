import { appendFileSync, closeSync, fstatSync, mkdirSync, openSync, readSync, renameSync, statSync } from 'node:fs';
import { copyFile, stat, truncate } from 'node:fs/promises';
import { dirname } from 'node:path';

const ROTATE_ABOVE_BYTES = 10 * 1024 * 1024;
const TAIL_BYTES = 64 * 1024;
const TAIL_LINES = 20;

export interface OpenLog {
  descriptor: number;
  /** The position in the file, in bytes, at which this run's output begins. */
  offset: number;
}

/** Opens a log for appending. A large one is first set aside as `<file>.1`, which replaces the one set aside before. */
export function openLog(file: string): OpenLog {
  mkdirSync(dirname(file), { recursive: true });
  const size = statSync(file, { throwIfNoEntry: false })?.size ?? 0;
  if (size > ROTATE_ABOVE_BYTES) renameSync(file, `${file}.1`);
  const descriptor = openSync(file, 'a');
  return { descriptor, offset: fstatSync(descriptor).size };
}

/** The last lines written since `offset`. */
export function tailOfLog(file: string, { offset, lines = TAIL_LINES }: { offset: number; lines?: number }): string[] {
  const descriptor = openSync(file, 'r');
  try {
    const { size } = fstatSync(descriptor);
    // If the file is shorter than the offset, it was emptied meanwhile.
    const from = Math.max(offset <= size ? offset : 0, size - TAIL_BYTES);
    const buffer = Buffer.alloc(Math.max(0, size - from));
    readSync(descriptor, buffer, 0, buffer.length, from);
    return buffer.toString('utf8').trimEnd().split('\n').filter(Boolean).slice(-lines);
  } finally {
    closeSync(descriptor);
  }
}

/**
 * Empties a large log while a process writes it, and keeps its content as `<file>.1`. The process holds the file open, so the content is copied
 * and the file stays; a line that is written between the copy and the truncation is lost.
 */
export async function cutLog(file: string, aboveBytes: number): Promise<void> {
  const { size } = await stat(file);
  if (size <= aboveBytes) return;
  await copyFile(file, `${file}.1`);
  await truncate(file);
}

/** Appends a line of the supervisor to the log of a process. If that fails, the line is only in the terminal. */
export function noteInLog(file: string, line: string): void {
  try {
    appendFileSync(file, `${new Date().toISOString()} npm start: ${line}\n`);
  } catch {
    // The disk is full, which the process will report itself.
  }
}
