import { execFile } from 'node:child_process';
import { dirname } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

/**
 * Runs npm with this Node, whatever is installed on the machine.
 * @returns its standard output
 */
export async function npm(folder: string, ...args: string[]): Promise<string> {
  const PATH = `${dirname(process.execPath)}:${process.env.PATH}`;
  const { stdout } = await run('npm', [...args, '--loglevel=error'], { cwd: folder, env: { ...process.env, PATH } });
  return stdout;
}
