import { bootId, identify } from '../machine/process-identity.ts';
import type { Settings } from '../settings.ts';
import { writeState } from '../state/write-state.ts';
import type { SupervisedProcess } from '../supervisor/supervised-process.ts';
import { urlsOf } from './urls.ts';

export interface StateKeeperOptions {
  settings: Pick<Settings, 'home' | 'ports'>;
  /** The stack is ready while so many processes are. */
  expected: number;
  say(line: string): void;
}

/** Gives the function that writes down how the processes are. Where it cannot, as on a full disk, it says so once, and the stack runs on. */
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
        say(`What runs cannot be written down (${(error as Error).message}): other commands may not find it`);
      isWritten = false;
    }
  };
}

function describe({ identity, ready, definition: { name, tier, logFile } }: SupervisedProcess) {
  return identity === undefined ? [] : [{ ...identity, name, tier, ready, logFile }];
}
