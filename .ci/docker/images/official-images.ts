import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { repository } from '@cortex/local/settings';
import { parse } from 'yaml';
import { z } from 'zod';
import { canPull, type DockerOptions } from './docker.ts';

const Composition = z.object({
  services: z.record(
    z.string(),
    z.object({ image: z.string(), build: z.unknown().optional(), profiles: z.array(z.string()).optional() }),
  ),
});

/** The images that docker-compose.otel.yml pulls from registries, except those of profiles. */
export function officialImages(): string[] {
  const text = readFileSync(join(repository, 'docker-compose.otel.yml'), 'utf8');
  const { services } = Composition.parse(parse(text, { merge: true }));
  const official = Object.values(services).filter((service) => service.build === undefined && !service.profiles);
  return official.map(({ image }) => image);
}

/** The first image that the engine neither has nor can pull. All are checked, because one that it happens to have proves nothing about the others. */
export async function firstMissing(images: string[], options: DockerOptions): Promise<string | undefined> {
  for (const image of images) if (!(await canPull(image, options))) return image;
  return undefined;
}
