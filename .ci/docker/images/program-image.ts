import { copyFile, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { ensureImage } from './build-image.ts';
import type { DockerOptions } from './docker.ts';

const DOCKERFILE = 'FROM scratch\nCOPY program /program\nENTRYPOINT ["/program"]\n';

/** Builds an image with only a static program that `npm start` has built. Its tag is the name of the program's folder in the cache. */
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
