import { appendFileSync, closeSync, fstatSync, mkdirSync, openSync, readSync, renameSync, statSync } from 'node:fs';
import { dirname } from 'node:path';

const ROTATE_ABOVE_BYTES = 10 * 1024 * 1024;
const TAIL_BYTES = 64 * 1024;
const TAIL_LINES = 20;

export interface OpenLog {
  descriptor: number;
  /** Where this run's output begins. */
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
    const from = Math.max(offset, size - TAIL_BYTES);
    const buffer = Buffer.alloc(Math.max(0, size - from));
    readSync(descriptor, buffer, 0, buffer.length, from);
    return buffer.toString('utf8').trimEnd().split('\n').filter(Boolean).slice(-lines);
  } finally {
    closeSync(descriptor);
  }
}

/** Adds a line of the supervisor's own to what a process has written. Where it cannot, the console has the line alone. */
export function noteInLog(file: string, line: string): void {
  try {
    appendFileSync(file, `${new Date().toISOString()} npm start: ${line}\n`);
  } catch {
    // A full disk, which the process will report itself.
  }
}
