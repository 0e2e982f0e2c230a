import { spawn } from 'node:child_process';
import { once } from 'node:events';

/** A process that uses all of one core, at normal priority. Resolves to what ends it. */
export async function startNeighbour(): Promise<() => Promise<void>> {
  const child = spawn(process.execPath, ['--eval', 'for (;;);'], { stdio: 'ignore' });
  await once(child, 'spawn');
  return async () => {
    const ended = once(child, 'exit');
    child.kill('SIGKILL');
    await ended;
  };
}
