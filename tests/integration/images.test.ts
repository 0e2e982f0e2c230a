import { randomBytes } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type DockerOptions, docker, ensureImage } from '@cortex/docker';
import { containersToRun } from './setup/containers.ts';

const options: DockerOptions = { env: process.env, signal: AbortSignal.timeout(100_000), say: () => {} };
const repository = `cortex/test-${randomBytes(4).toString('hex')}`;

// A message before the suites and the summary explain why there are none.
(containersToRun() === undefined ? test.skip : test)('only the newest images of a name are kept', async () => {
  const names = Array.from({ length: 7 }, (_, index) => `${repository}:${index}`);
  const list = () => docker(['image', 'ls', '--format', '{{.Repository}}:{{.Tag}}', repository], options);
  try {
    for (const image of names)
      await ensureImage({ image, kind: 'test', prepare: (folder) => fill(folder, image) }, options);
    expect((await list()).sort()).toEqual(names.slice(-5));
  } finally {
    await docker(['image', 'rm', ...(await list())], options);
  }
});

async function fill(folder: string, text: string): Promise<string[]> {
  await writeFile(join(folder, 'text'), text);
  await writeFile(join(folder, 'Dockerfile'), 'FROM scratch\nCOPY text /text\n');
  return [folder];
}
