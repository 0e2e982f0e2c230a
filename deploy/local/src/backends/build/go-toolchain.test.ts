import { mkdtempDisposableSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { BackendError } from '../backend-error.ts';
import { writeFakeGo } from '../testing/fake-go.ts';
import { findGo, type GoToolchain } from './go-toolchain.ts';

const { signal } = new AbortController();

async function checkVersion(version: string): Promise<GoToolchain> {
  using directory = mkdtempDisposableSync(join(tmpdir(), 'cortex-local-'));
  const { env } = await writeFakeGo({ directory: directory.path, version });
  return await findGo({ cwd: directory.path, env, signal });
}

describe('findGo', () => {
  test.each(['go1.26.0', 'go1.26.8', 'go1.27rc1', 'go2.0'])('takes %s', async (version) => {
    await expect(checkVersion(version)).resolves.toEqual({ buildCache: '/go/build', moduleCache: '/go/mod' });
  });

  test.each(['go1.25.9', 'go1.9', 'nonsense'])('refuses %s, and names it and both remedies', async (version) => {
    const check = checkVersion(version);
    await expect(check).rejects.toThrow(BackendError);
    await expect(check).rejects.toThrow(`found ${version}`);
    await expect(check).rejects.toThrow('https://go.dev/dl/');
    await expect(check).rejects.toThrow('docker-compose.otel.yml');
  });

  test('says so when there is no Go', async () => {
    using directory = mkdtempDisposableSync(join(tmpdir(), 'cortex-local-'));
    const check = findGo({ cwd: directory.path, env: { PATH: directory.path }, signal });
    await expect(check).rejects.toThrow(/Go was not found.*Install Go 1\.26.*docker-compose\.otel\.yml/s);
  });
});
