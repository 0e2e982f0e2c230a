import { mkdtempDisposableSync } from 'node:fs';
import { mkdir, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ServedPage } from './served-page.ts';

const MINUTE = 60_000;

let now = 0;
const folder = mkdtempDisposableSync(join(tmpdir(), 'cortex-console-'));
afterAll(() => folder[Symbol.dispose]());

/** Builds a page with one script, dated now. */
async function build(name: string): Promise<void> {
  const [index, assets] = [join(folder.path, 'index.html'), join(folder.path, 'assets')];
  await rm(assets, { recursive: true, force: true });
  await mkdir(assets);
  await writeFile(join(assets, `${name}.js`), name);
  await writeFile(index, name);
  await utimes(index, now / 1000, now / 1000);
}

test('serves a newer build without a restart, and keeps the previous files for open pages', async () => {
  const page = new ServedPage(folder.path, () => now);
  const seen = () => ({
    index: page.index?.body.toString(),
    scripts: ['first', 'second', 'third'].filter((name) => page.file(`/assets/${name}.js`) !== undefined),
  });
  expect(seen()).toEqual({ index: undefined, scripts: [] });
  await build('first');
  expect(seen()).toEqual({ index: 'first', scripts: ['first'] });
  now += MINUTE;
  await build('second');
  now += MINUTE;
  expect(seen()).toEqual({ index: 'second', scripts: ['first', 'second'] });
  await build('third');
  // Some files of a recent build may still be missing.
  expect(seen()).toEqual({ index: 'second', scripts: ['first', 'second'] });
  now += MINUTE;
  expect(seen()).toEqual({ index: 'third', scripts: ['second', 'third'] });
});
