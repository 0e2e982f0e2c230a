import { bootId, identify } from '../machine/process-identity.ts';
import type { Settings } from '../settings.ts';
import { writeState } from '../state/write-state.ts';
import type { SupervisedProcess } from '../supervisor/supervised-process.ts';
import { urlsOf } from './urls.ts';

export interface StateKeeperOptions {
  settings: Pick<Settings, 'home' | 'ports'>;
  /** The number of processes that are ready while the stack is ready. */
  expected: number;
  say(line: string): void;
}

/**
 * Builds the function that writes the state of the processes to the state file. If it cannot, for example on a full disk, it says so once and the
 * stack keeps running.
 */
export function stateKeeper({ settings, expected, say }: StateKeeperOptions) {
  const supervisor = identify(process.pid) ?? { pid: process.pid, startTicks: 0 };
  const boot = bootId();
  const urls = urlsOf(settings.ports);
  let isWritten = true;
  return (processes: readonly SupervisedProcess[]): void => {
    const ready = processes.filter((process) => process.ready).length === expected;
    try {
      writeState(settings.home, { bootId: boot, supervisor, ready, urls, processes: processes.flatMap(describe) });
      isWritten = true;
    } catch (error) {
      if (isWritten)
        say(`The state of the stack cannot be written (${(error as Error).message}): other commands may not find it`);
      isWritten = false;
    }
  };
}

function describe({ identity, ready, definition: { name, tier, logFile } }: SupervisedProcess) {
  return identity === undefined ? [] : [{ ...identity, name, tier, ready, logFile }];
}
