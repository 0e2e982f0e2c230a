import { existsSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { bootId, isRunning, type ProcessIdentity } from '../machine/process-identity.ts';
import { supervisionDefaults } from '../supervisor/options.ts';
import { TIERS, type Tier } from '../supervisor/process-definition.ts';
import { terminate } from '../supervisor/terminate.ts';
import type { StackState } from './state-file.ts';
import { stateFile } from './state-path.ts';
import { removeState } from './write-state.ts';

const LOOK_EVERY_MILLISECONDS = 20;

export interface LeftoverOptions {
  say: (line: string) => void;
  /** How long each process of a tier may take to end after SIGTERM. */
  patienceMilliseconds?: Record<Tier, number>;
}

/**
 * Ends the processes that a killed supervisor left running: those that its state file names and that started at the time noted there, because the
 * pid may belong to another process by now. The caller has to make sure that no supervisor of this home is alive.
 */
export async function endLeftovers(
  home: string,
  { say, patienceMilliseconds = supervisionDefaults.patienceMilliseconds }: LeftoverOptions,
): Promise<void> {
  if (!existsSync(stateFile(home))) return;
  // Loaded only here: the schema of the file takes 12 MB, which a supervisor without leftovers does not need.
  const { readState } = await import('./state-file.ts');
  const state = readState(home);
  const alive = state?.bootId === bootId() ? state.processes.filter(isRunning) : [];
  for (const tier of TIERS.toReversed()) {
    const members = alive.filter((process) => process.tier === tier);
    await Promise.all(members.map((process) => end(process, { say, patienceMilliseconds })));
  }
  removeState(home);
}

async function end(process: StackState['processes'][number], options: Required<LeftoverOptions>): Promise<void> {
  const { pid, name, tier } = process;
  const never = new AbortController().signal;
  const { say } = options;
  const patienceMilliseconds = options.patienceMilliseconds[tier];
  const took = await terminate({ pid, gone: untilGone(process), patienceMilliseconds, hurry: never });
  say(`Ended ${name} (pid ${pid}), left over from a supervisor that was killed (${took})`);
}

async function untilGone(identity: ProcessIdentity): Promise<void> {
  while (isRunning(identity)) await pause(LOOK_EVERY_MILLISECONDS);
}
