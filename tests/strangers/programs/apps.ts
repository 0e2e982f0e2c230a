import { cp, mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { commandOf, projectOf } from './locate.ts';
import type { Program } from './program.ts';

const APPS = join(import.meta.dirname, 'apps');

/** Copies of the apps below the projects whose packages they use. */
export class Apps implements AsyncDisposable {
  readonly #copies = new Map<string, Promise<string>>();

  /** The script that Node.js runs for a program. */
  async scriptOf(program: Program): Promise<string> {
    if (program.app === undefined) return commandOf(program);
    const project = projectOf(program);
    const copy = this.#copies.get(project) ?? copyInto(project);
    this.#copies.set(project, copy);
    return join(await copy, program.app);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    for (const copy of this.#copies.values()) await rm(await copy, { recursive: true });
  }
}

async function copyInto(project: string): Promise<string> {
  const folder = await mkdtemp(join(project, `run-${process.pid}-`));
  await cp(APPS, folder, { recursive: true });
  return folder;
}
