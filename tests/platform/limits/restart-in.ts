import { eventually } from '@cortex/trace-testing';
import type { StartedProcesses } from '../process-runner.ts';
import type { ControlGroup } from './control-group.ts';

interface RestartOptions {
  name: string;
  platform: StartedProcesses;
}

/** Restarts a process in a group: the supervisor restarts what was killed, in the group that it is in itself at that moment. */
export async function restartIn(group: ControlGroup, { name, platform }: RestartOptions): Promise<void> {
  const supervisor = platform.state.supervisor.pid;
  const killed = platform.pidOf(name);
  group.add(supervisor);
  try {
    process.kill(killed, 'SIGKILL');
    await eventually(
      async () =>
        platform.state.processes.some((one) => one.name === name && one.pid !== killed && one.ready) || undefined,
      { what: `${name} to run again` },
    );
  } finally {
    group.remove(supervisor);
  }
}
