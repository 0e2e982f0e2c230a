import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { installation } from '../run/installation.ts';
import type { Program } from './program.ts';

const manifestOf = (folder: string) => JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));

/** The project whose `node_modules` contains the package. */
export function projectOf({ name }: Program): string {
  const { programs, more } = installation();
  const found = [programs, more].find((project) => project && existsSync(join(project, 'node_modules', name)));
  if (found === undefined) throw new Error(`${name} is in no project of tests/strangers/projects`);
  return found;
}

export function versionOf(program: Program): string {
  return manifestOf(join(projectOf(program), 'node_modules', program.name)).version;
}

/** The file of the command in its package. */
export function commandOf(program: Program): string {
  const folder = join(projectOf(program), 'node_modules', program.name);
  const { bin } = manifestOf(folder);
  return join(folder, typeof bin === 'string' ? bin : (Object.values(bin)[0] as string));
}
