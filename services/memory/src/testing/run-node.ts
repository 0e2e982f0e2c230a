import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';

/** Starts a TypeScript file of this package as a process of its own. */
export function startNode(file: string, ...args: string[]): ChildProcess {
  return spawn(process.execPath, ['--conditions=source', file, ...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
    // Jest's own flags are not for its children.
    env: { ...process.env, NODE_OPTIONS: '' },
  });
}

/** Runs it to its end. Rejects with what it wrote to stderr when it fails. */
export async function runNode(file: string, ...args: string[]): Promise<string> {
  const child = startNode(file, ...args);
  if (!child.stdout || !child.stderr) throw new Error('expected a child with piped output');
  const [output, errors, [code]] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'close')]);
  if (code !== 0) throw new Error(`${file} exited with ${code}: ${errors}`);
  return output;
}
