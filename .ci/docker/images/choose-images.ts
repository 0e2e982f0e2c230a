import { engineVersion } from '../engine/engine-version.ts';
import { enginePlace } from '../engine/place.ts';
import type { DockerOptions } from './docker.ts';
import { ensureLocalImages } from './local-images.ts';
import { firstMissing, officialImages } from './official-images.ts';

/** Selects the images of the containers: additional Compose files, and variables for them. */
export interface Images {
  about: string;
  files: string[];
  env: Record<string, string>;
  /** Whether Compose has to build the images of this repository. */
  build?: boolean;
}

/** Selects official images if they can be pulled, otherwise those that can be built here; undefined if no Docker engine answers. */
export async function chooseImages(options: DockerOptions): Promise<Images | undefined> {
  const { env } = options;
  if ((await engineVersion(enginePlace(env).host, env)) === undefined) return undefined;
  const missing = await firstMissing(officialImages(), options);
  if (missing === undefined) return { about: 'the official images', files: [], env: {}, build: true };
  return {
    about: `images built here, because ${missing} cannot be pulled`,
    files: ['deploy/docker/local-images.yml'],
    env: await ensureLocalImages(options),
  };
}
