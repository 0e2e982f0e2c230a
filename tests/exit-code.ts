import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { repository } from '@cortex/local/settings';

interface Command {
  command: string;
  args: readonly string[];
  /** Printed before each of the command's lines; without it, the command prints directly. */
  mark?: string | undefined;
}

/** Runs a command in the repository. Resolves to its exit code. */
export async function exitCode({ command, args, mark }: Command): Promise<number> {
  const output = mark === undefined ? 'inherit' : 'pipe';
  const child = spawn(command, args, { cwd: repository, stdio: ['ignore', output, output] });
  for (const stream of [child.stdout, child.stderr])
    if (stream !== null) createInterface({ input: stream }).on('line', (line) => console.log(`${mark}${line}`));
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => resolve(code ?? 1));
  });
}
