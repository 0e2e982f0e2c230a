import { engineVersion } from '../engine/engine-version.ts';
import { enginePlace } from '../engine/place.ts';
import type { DockerOptions } from './docker.ts';
import { ensureLocalImages } from './local-images.ts';
import { firstMissing, officialImages } from './official-images.ts';

/** The images that the containers are made of: Compose files beside docker-compose.otel.yml, and their variables. */
export interface Images {
  about: string;
  files: string[];
  env: Record<string, string>;
  /** Whether Compose has to build those of this repository. */
  build?: boolean;
}

/** Official images where they can be pulled, else those that can be built here; undefined where no Docker engine answers. */
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
