import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { bootId, isRunning, type ProcessIdentity } from '@cortex/local/machine';
import { z } from 'zod';

const Note = z.object({ bootId: z.string(), pid: z.number(), startTicks: z.number() });

function noteFile(notes: string): string {
  return join(notes, 'started.json');
}

export function rememberEngine(notes: string, identity: ProcessIdentity): void {
  mkdirSync(notes, { recursive: true });
  writeFileSync(noteFile(notes), JSON.stringify({ bootId: bootId(), ...identity }));
}

export function forgetEngine(notes: string): void {
  rmSync(noteFile(notes), { force: true });
}

/** The dockerd that was started here, if it still runs; never one that somebody else has started. */
export function startedEngine(notes: string): ProcessIdentity | undefined {
  const note = readNote(noteFile(notes));
  return note?.bootId === bootId() && isRunning(note) ? { pid: note.pid, startTicks: note.startTicks } : undefined;
}

function readNote(path: string): z.infer<typeof Note> | undefined {
  try {
    return Note.parse(JSON.parse(readFileSync(path, 'utf8')));
  } catch {
    return undefined;
  }
}
