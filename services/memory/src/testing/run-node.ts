import { type ChildProcessByStdio, spawn } from 'node:child_process';
import { once } from 'node:events';
import type { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';

/** Starts a TypeScript file of this package in a process of its own. */
export function startNode(file: string, ...args: string[]): ChildProcessByStdio<null, Readable, Readable> {
  return spawn(process.execPath, ['--conditions=cortex-source', file, ...args], { stdio: ['ignore', 'pipe', 'pipe'] });
}

/** Runs a file until it ends. Rejects with its stderr when it fails. */
export async function runNode(file: string, ...args: string[]): Promise<string> {
  const child = startNode(file, ...args);
  const [output, errors, [code]] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'close')]);
  if (code !== 0) throw new Error(`${file} exited with ${code}: ${errors}`);
  return output;
}
