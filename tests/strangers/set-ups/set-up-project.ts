import { cp, mkdtemp, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { installation } from '../run/installation.ts';
import { removeAbandoned, unpack } from '../setup/fresh-project.ts';
import { installSetUp } from '../setup/projects.ts';
import { PROJECTS, tarballsOf } from '../setup/tarballs.ts';

const APPS = join(import.meta.dirname, 'apps');
const SHARED_APPS = join(import.meta.dirname, '../apps');

/** Packages of others from the cache and, in a folder of this run below them, ours and the apps that use both. */
export class SetUpProject implements AsyncDisposable {
  readonly folder: string;

  private constructor(folder: string) {
    this.folder = folder;
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
    await cp(SHARED_APPS, folder, { recursive: true });
    await cp(join(APPS, name), folder, { recursive: true });
    return new SetUpProject(folder);
  }

  [Symbol.asyncDispose](): Promise<void> {
    return rm(this.folder, { recursive: true });
  }
}
