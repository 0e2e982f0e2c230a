import { mkdir, mkdtempDisposable } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { defaultCacheDirectory, takeToolLock } from '@cortex/local/build';
import { seconds } from '@cortex/local/console';
import { type DockerOptions, docker, hasImage } from './docker.ts';
import { pruneImages } from './prune-images.ts';

export interface ImageBuild {
  /** Its name, with a tag that changes with everything that determines its content. */
  image: string;
  /** Images of one kind are built one after the other, because they share most of their layers. */
  kind: string;
  /** Writes the build context into an empty directory. Resolves to the arguments of `docker build`. */
  prepare: (folder: string) => Promise<string[]>;
}

/** Builds an image if the engine does not have it, and removes old images of that name. Resolves to its name. */
export async function ensureImage({ image, kind, prepare }: ImageBuild, options: DockerOptions): Promise<string> {
  if (await hasImage(image, options)) return image;
  const { env, signal, say } = options;
  const cacheDirectory = join(defaultCacheDirectory(env), 'docker');
  await mkdir(cacheDirectory, { recursive: true });
  const onWait = () => say(`Somebody else is building ${kind}: waiting`);
  using _lock = await takeToolLock({ cacheDirectory, tool: `image-${kind}`, signal, onWait });
  if (await hasImage(image, options)) return image;
  const started = performance.now();
  await using folder = await mkdtempDisposable(join(tmpdir(), 'cortex-image-'));
  await docker(['build', '--quiet', '--tag', image, ...(await prepare(folder.path))], options);
  say(`${image} built in ${seconds(performance.now() - started)}`);
  await pruneImages(image.slice(0, image.lastIndexOf(':')), options);
  return image;
}
