import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import { runCommand } from '@cortex/local/build';
import { UserError } from '@cortex/local/console';

export interface InstallOptions {
  env: NodeJS.ProcessEnv;
  signal: AbortSignal;
  say: (line: string) => void;
}

/** Directories of administration programs, which are not on the PATH of every user. */
const ADMINISTRATION = ['/usr/sbin', '/sbin', '/usr/local/sbin'];

export function hasProgram(name: string, env: NodeJS.ProcessEnv): boolean {
  const folders = [...(env.PATH ?? '').split(delimiter), ...ADMINISTRATION];
  return folders.some((folder) => folder !== '' && isExecutable(join(folder, name)));
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** Installs the Debian package with a program, if the program is missing. Only root can do so. */
export async function ensurePackage(name: string, program: string, options: InstallOptions): Promise<void> {
  const { env, say } = options;
  if (hasProgram(program, env)) return;
  if (!hasProgram('apt-get', env))
    throw new UserError(`${program} is not installed, and only Debian's packages are known here. Install ${name}.`);
  if (process.getuid?.() !== 0) throw new UserError(`${program} is not installed. As root: apt-get install ${name}`);
  say(`Installing ${name} ...`);
  await apt(['update'], options);
  await apt(['install', '--yes', '--no-install-recommends', name], options);
}

async function apt(args: string[], { env, signal }: InstallOptions): Promise<void> {
  const { code, stderr } = await runCommand({
    command: 'apt-get',
    args: ['--quiet', ...args],
    cwd: '/',
    env: { ...env, DEBIAN_FRONTEND: 'noninteractive' },
    signal,
  });
  if (code !== 0) throw new UserError(`apt-get ${args.join(' ')} ended with ${code}:\n${stderr.slice(-5).join('\n')}`);
}
