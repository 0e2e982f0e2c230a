import { renameSync, rmSync, writeFileSync } from 'node:fs';
import type { StackState } from './state-file.ts';
import { stateFile } from './state-path.ts';

/** Replaces the file in one step, so that a reader sees all of it or all of the one before. */
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
