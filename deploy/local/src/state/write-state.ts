import { renameSync, rmSync, writeFileSync } from 'node:fs';
import type { StackState } from './state-file.ts';
import { stateFile } from './state-path.ts';

/** Replaces the state file atomically, so that a reader sees either the whole new one or the whole old one. */
export function writeState(home: string, state: StackState): void {
  const file = stateFile(home);
  const fresh = `${file}.new`;
  try {
    writeFileSync(fresh, `${JSON.stringify(state, undefined, 2)}\n`);
    renameSync(fresh, file);
  } catch (error) {
    rmSync(fresh, { force: true });
    throw error;
  }
}

export function removeState(home: string): void {
  rmSync(stateFile(home), { force: true });
}
