import { copyFile, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { ensureImage } from './build-image.ts';
import type { DockerOptions } from './docker.ts';

const DOCKERFILE = 'FROM scratch\nCOPY program /program\nENTRYPOINT ["/program"]\n';

/** An image of nothing but a static program that `npm start` has built, tagged as its folder in the cache of builds is named. */
export function ensureProgramImage(program: string, options: DockerOptions): Promise<string> {
  const [, name, version] = /^([a-z0-9]+)-(.+)$/.exec(basename(dirname(program))) ?? [];
  const build = {
    image: `cortex/${name}:${version}`,
    kind: `${name}`,
    prepare: async (folder: string) => {
      await copyFile(program, join(folder, 'program'));
      await writeFile(join(folder, 'Dockerfile'), DOCKERFILE);
      return [folder];
    },
  };
  return ensureImage(build, options);
}
