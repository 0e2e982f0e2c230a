import { mkdtempDisposableSync } from 'node:fs';
import { chmod, mkdir, readdir, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { isCached, publishEntry, startEntry } from './cache-entry.ts';

async function writeExecutable(directory: string, name: string): Promise<void> {
  await mkdir(directory, { recursive: true });
  await writeFile(join(directory, name), '');
  await chmod(join(directory, name), 0o755);
}

describe('the cache', () => {
  test('removes what dead builders of the same tool have left, and of no other tool', async () => {
    using cache = mkdtempDisposableSync(join(tmpdir(), 'cortex-local-'));
    const dead = await startEntry(cache.path, 'jaeger');
    const other = await startEntry(cache.path, 'ocb');
    const entry = await startEntry(cache.path, 'jaeger');
    const names = await readdir(cache.path);
    expect(names.sort()).toEqual([basename(other), basename(entry)].sort());
    expect(names).not.toContain(basename(dead));
  });

  test('has a tool only once it is published', async () => {
    using cache = mkdtempDisposableSync(join(tmpdir(), 'cortex-local-'));
    const executable = join(cache.path, 'jaeger-v1', 'jaeger');
    const built = await startEntry(cache.path, 'jaeger');
    await writeExecutable(built, 'jaeger');
    expect(await isCached(executable)).toBe(false);
    await publishEntry({ built, executable });
    expect(await isCached(executable)).toBe(true);
  });

  test('replaces an entry that has lost its executable', async () => {
    using cache = mkdtempDisposableSync(join(tmpdir(), 'cortex-local-'));
    const executable = join(cache.path, 'jaeger-v1', 'jaeger');
    await writeExecutable(dirname(executable), 'something-else');
    const built = await startEntry(cache.path, 'jaeger');
    await writeExecutable(built, 'jaeger');
    await publishEntry({ built, executable });
    expect(await readdir(dirname(executable))).toEqual(['jaeger']);
  });
});
