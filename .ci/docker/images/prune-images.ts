import { type DockerOptions, docker, succeeds } from './docker.ts';

/** The number of images of one name to keep. Each checkout, and each change to it, builds its own. */
const KEPT = 5;

/** Removes all but the newest images of a repository such as `cortex/memory`; an image that a container uses stays. */
export async function pruneImages(repository: string, options: DockerOptions): Promise<void> {
  const names = await docker(
    ['image', 'ls', '--filter', 'dangling=false', '--format', '{{.Repository}}:{{.Tag}}', repository],
    options,
  );
  if (names.length <= KEPT) return;
  const times = await docker(['image', 'inspect', '--format', '{{.Created}}', ...names], options);
  const created = new Map(names.map((name, index) => [name, Date.parse(times[index] ?? '')]));
  const newestFirst = names.toSorted((one, other) => (created.get(other) ?? 0) - (created.get(one) ?? 0));
  for (const name of newestFirst.slice(KEPT)) await succeeds(['image', 'rm', name], options);
}
