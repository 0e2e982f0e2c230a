import { spawn } from 'node:child_process';
import { once } from 'node:events';

/** Starts a process that uses all of one core, at normal priority. Resolves to a function that ends it. */
export async function startNeighbour(): Promise<() => Promise<void>> {
  const child = spawn(process.execPath, ['--eval', 'for (;;);'], { stdio: 'ignore' });
  await once(child, 'spawn');
  return async () => {
    const ended = once(child, 'exit');
    child.kill('SIGKILL');
    await ended;
  };
}
