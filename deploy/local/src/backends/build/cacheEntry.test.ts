import { chmod, mkdir, readdir, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { temporaryDirectory } from '../testing/temporaryDirectory.ts';
import { isComplete, publishEntry, startEntry } from './cacheEntry.ts';

async function writeExecutable(directory: string, name: string): Promise<void> {
  await mkdir(directory, { recursive: true });
  await writeFile(join(directory, name), '');
  await chmod(join(directory, name), 0o755);
}

describe('the cache', () => {
  test('removes what dead builders of the same tool left, and of no other', async () => {
    await using cache = await temporaryDirectory();
    const dead = await startEntry(cache.path, 'jaeger');
    const other = await startEntry(cache.path, 'ocb');
    const entry = await startEntry(cache.path, 'jaeger');
    const names = await readdir(cache.path);
    expect(names.sort()).toEqual([basename(other), basename(entry)].sort());
    expect(names).not.toContain(basename(dead));
  });

  test('holds an entry only once it is published', async () => {
    await using cache = await temporaryDirectory();
    const directory = join(cache.path, 'jaeger-v1');
    const built = await startEntry(cache.path, 'jaeger');
    await writeExecutable(built, 'jaeger');
    expect(await isComplete(directory, ['jaeger'])).toBe(false);
    await publishEntry({ built, executables: ['jaeger'], directory });
    expect(await isComplete(directory, ['jaeger'])).toBe(true);
  });

  test('replaces an entry that has lost an executable', async () => {
    await using cache = await temporaryDirectory();
    const directory = join(cache.path, 'prometheus-v3');
    const built = await startEntry(cache.path, 'prometheus');
    await writeExecutable(directory, 'prometheus');
    for (const name of ['prometheus', 'promtool']) await writeExecutable(built, name);
    expect(await isComplete(directory, ['prometheus', 'promtool'])).toBe(false);
    await publishEntry({ built, executables: ['prometheus', 'promtool'], directory });
    expect(await isComplete(directory, ['prometheus', 'promtool'])).toBe(true);
  });
});
