import { bootId, identify } from '../machine/process-identity.ts';
import type { Settings } from '../settings.ts';
import { writeState } from '../state/write-state.ts';
import type { SupervisedProcess } from '../supervisor/supervised-process.ts';
import { urlsOf } from './urls.ts';

/** Gives the function that writes down how the processes are. The stack is ready while all `expected` processes are. */
export function stateKeeper(settings: Settings, expected: number) {
  const supervisor = identify(process.pid) ?? { pid: process.pid, startTicks: 0 };
  const boot = bootId();
  const urls = urlsOf(settings.ports);
  return (processes: readonly SupervisedProcess[]): void => {
    const ready = processes.filter((process) => process.ready).length === expected;
    writeState(settings.home, { bootId: boot, supervisor, ready, urls, processes: processes.flatMap(describe) });
  };
}

function describe({ identity, ready, definition: { name, tier, logFile } }: SupervisedProcess) {
  return identity === undefined ? [] : [{ ...identity, name, tier, ready, logFile }];
}
