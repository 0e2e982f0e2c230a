import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { repository } from '@cortex/local/settings';
import { npm } from './npm.ts';

export const PROJECTS = join(import.meta.dirname, '../projects');

/** A package of this repository, as users get it. */
export interface Tarball {
  /** The name of the package. */
  name: string;
  file: string;
  /** The file's name in the projects' package.json. */
  alias: string;
}

const FILE = 'file:';

/** Builds and packs the packages that the sample projects use, like `npm publish`. */
export async function packTarballs(folder: string): Promise<Tarball[]> {
  const ours = tarballsOf(JSON.parse(await readFile(join(PROJECTS, 'apps/package.json'), 'utf8')));
  const workspaces = ours.flatMap(({ name }) => ['--workspace', name]);
  const answer = await npm(repository, 'pack', ...workspaces, '--pack-destination', folder, '--json');
  return ours.map(({ name, alias }) => ({ name, alias, file: join(folder, filenameIn(answer, name)) }));
}

/** The packages of this repository that a project uses. */
export function tarballsOf({ dependencies }: { dependencies: Record<string, string> }): Omit<Tarball, 'file'>[] {
  const ours = Object.entries(dependencies).filter(([, version]) => version.startsWith(FILE));
  return ours.map(([name, version]) => ({ name, alias: version.slice(FILE.length) }));
}

// The builds of `prepack` print to the same output, before npm's JSON.
function filenameIn(answer: string, name: string): string {
  const stem = name.replace('@', '').replace('/', '-');
  const filename = new RegExp(`"filename": "(${stem}-\\d[^"]*)"`).exec(answer)?.[1];
  if (filename === undefined) throw new Error(`npm pack should name the tarball of ${name}; it wrote: ${answer}`);
  return filename;
}
