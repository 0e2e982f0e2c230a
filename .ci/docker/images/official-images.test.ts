import { chmodSync, mkdtempDisposableSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { firstMissing, officialImages } from './official-images.ts';

test('the images of the compose file that nobody here builds', () => {
  const images = officialImages();
  expect(images).toEqual(expect.arrayContaining([expect.stringMatching(/^prom\/prometheus:/)]));
  expect(images.filter((image) => /^cortex\/|^postgres:|k6/.test(image))).toEqual([]);
});

test('an image that the engine has does not speak for one that cannot be pulled', async () => {
  using folder = mkdtempDisposableSync(join(tmpdir(), 'cortex-docker-'));
  const docker = join(folder.path, 'docker');
  writeFileSync(
    docker,
    '#!/bin/sh\ncase "$*" in "image inspect cached:1"|"pull --quiet reachable:1") exit 0;; esac\nexit 1\n',
  );
  chmodSync(docker, 0o755);
  const env = { PATH: [folder.path, process.env.PATH].join(delimiter) };
  const options = { env, signal: AbortSignal.timeout(20_000), say: () => {} };
  expect(await firstMissing(['cached:1', 'reachable:1'], options)).toBeUndefined();
  expect(await firstMissing(['cached:1', 'away:1', 'reachable:1'], options)).toBe('away:1');
});
