import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { cachedFolder } from './cached-folder.ts';

const run = promisify(execFile);
const PROBE = 'import sys, venv, ensurepip; assert sys.version_info >= (3, 10); print(sys.version, sys.executable)';

interface PythonEnvironmentOptions {
  name: string;
  /** The path of a requirements.txt with exact versions. */
  requirements: string;
}

/**
 * Installs the required packages in an environment of their own.
 * @returns the path of its interpreter, or why there is none; only the lack of Python is a reason, anything else is an error
 */
export async function pythonEnvironment(
  options: PythonEnvironmentOptions,
): Promise<{ python: string } | { missing: string }> {
  const { name, requirements } = options;
  const version = await run('python3', ['-c', PROBE]).catch(() => undefined);
  if (version === undefined) return { missing: 'there is no python3 of version 3.10 or later with venv and pip' };
  const folder = await cachedFolder({
    name,
    inputs: [version.stdout, await readFile(requirements, 'utf8')],
    fill: async (environment) => {
      await run('python3', ['-m', 'venv', environment]);
      const pip = ['-m', 'pip', 'install', '--quiet', '--only-binary', ':all:', '--requirement', requirements];
      await run(join(environment, 'bin/python'), pip);
    },
  });
  return { python: join(folder, 'bin/python') };
}
