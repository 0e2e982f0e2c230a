import { appendFileSync, closeSync, fstatSync, mkdirSync, openSync, readSync, renameSync, statSync } from 'node:fs';
import { copyFile, stat, truncate } from 'node:fs/promises';
import { dirname } from 'node:path';

const ROTATE_ABOVE_BYTES = 10 * 1024 * 1024;
const TAIL_BYTES = 64 * 1024;
const TAIL_LINES = 20;

export interface OpenLog {
  descriptor: number;
  /** The position at which this run's output begins. */
  offset: number;
}

/** Opens a log for appending. A large one is put aside as `<file>.1` first, in place of the one put aside before. */
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
    // It was cut meanwhile where it is shorter than it was.
    const from = Math.max(offset <= size ? offset : 0, size - TAIL_BYTES);
    const buffer = Buffer.alloc(Math.max(0, size - from));
    readSync(descriptor, buffer, 0, buffer.length, from);
    return buffer.toString('utf8').trimEnd().split('\n').filter(Boolean).slice(-lines);
  } finally {
    closeSync(descriptor);
  }
}

/**
 * Empties a large log that a process writes, and keeps what was in it as `<file>.1`. The process holds the file open, so it stays the same
 * one; a line that is written between the copy and the cut is lost.
 */
export async function cutLog(file: string, aboveBytes: number): Promise<void> {
  const { size } = await stat(file);
  if (size <= aboveBytes) return;
  await copyFile(file, `${file}.1`);
  await truncate(file);
}

/** Adds a line of the supervisor's own to what a process has written. Where it cannot, the console has the line alone. */
export function noteInLog(file: string, line: string): void {
  try {
    appendFileSync(file, `${new Date().toISOString()} npm start: ${line}\n`);
  } catch {
    // A full disk, which the process will report itself.
  }
}
