import { eventually } from '@cortex/trace-testing';
import type { StartedProcesses } from '../process-runner.ts';
import type { ControlGroup } from './control-group.ts';

interface RestartOptions {
  name: string;
  platform: StartedProcesses;
}

/** The supervisor starts again what was killed, and what it starts is born in the group in which it is itself at the moment. */
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
