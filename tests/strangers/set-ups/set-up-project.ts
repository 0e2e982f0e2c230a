import { existsSync } from 'node:fs';
import { cp, mkdtemp, readFile, rm, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { installation } from '../run/installation.ts';
import { removeAbandoned, unpack } from '../setup/fresh-project.ts';
import { installSetUp } from '../setup/projects.ts';
import { PROJECTS, tarballsOf } from '../setup/tarballs.ts';

const APPS = join(import.meta.dirname, 'apps');
const SHARED_APPS = join(import.meta.dirname, '../apps');

/** Third-party packages from the cache and, in a folder of this run below them, ours and the apps that use both. */
export class SetUpProject implements AsyncDisposable {
  readonly folder: string;
  /** The folder in which npm installed. */
  readonly cached: string;

  private constructor(folder: string, cached: string) {
    this.folder = folder;
    this.cached = cached;
  }

  static async install(name: string): Promise<SetUpProject> {
    const manifest = JSON.parse(await readFile(join(PROJECTS, name, 'package.json'), 'utf8'));
    const tarballs = tarballsOf(manifest).map((tarball) => ({
      ...tarball,
      file: join(installation().project, tarball.alias),
    }));
    const cached = await installSetUp(name, tarballs);
    await removeAbandoned(cached);
    const folder = await mkdtemp(join(cached, `run-${process.pid}-`));
    await Promise.all(tarballs.map(({ name, file }) => unpack(file, join(folder, 'node_modules', name))));
    await Promise.all(tarballs.map(({ name }) => addNested({ cached, folder, name })));
    await cp(SHARED_APPS, folder, { recursive: true });
    await cp(join(APPS, name), folder, { recursive: true });
    return new SetUpProject(folder, cached);
  }

  [Symbol.asyncDispose](): Promise<void> {
    return rm(this.folder, { recursive: true });
  }
}

/** Adds a dependency that npm installed only for a package of ours, because the project has another version of it. */
async function addNested({ cached, folder, name }: Record<'cached' | 'folder' | 'name', string>): Promise<void> {
  const nested = join('node_modules', name, 'node_modules');
  if (existsSync(join(cached, nested))) await symlink(join(cached, nested), join(folder, nested));
}
