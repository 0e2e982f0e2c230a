import { engineVersion } from '../engine/engine-version.ts';
import { enginePlace } from '../engine/place.ts';
import { canPull, type DockerOptions } from './docker.ts';
import { ensureLocalImages } from './local-images.ts';

/** The images that the containers are made of: Compose files beside docker-compose.otel.yml, and their variables. */
export interface Images {
  about: string;
  files: string[];
  env: Record<string, string>;
  /** Whether Compose has to build those of this repository. */
  build?: boolean;
}

/** Of those that the compose file names: when there is one, there are all. */
const AN_OFFICIAL_IMAGE = 'jaegertracing/jaeger:2.13.0';

/** Official images where they can be pulled, else those that can be built here; undefined where no Docker engine answers. */
export async function chooseImages(options: DockerOptions): Promise<Images | undefined> {
  const { env } = options;
  if ((await engineVersion(enginePlace(env).host, env)) === undefined) return undefined;
  if (await canPull(AN_OFFICIAL_IMAGE, options))
    return { about: 'the official images', files: [], env: {}, build: true };
  return {
    about: 'images built here, because no registry is reachable',
    files: ['deploy/docker/local-images.yml'],
    env: await ensureLocalImages(options),
  };
}
