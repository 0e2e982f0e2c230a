import { mkdirSync, mkdtempDisposableSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { repository } from '@cortex/local/settings';
import { contentKey } from './content-key.ts';

test('the key changes with texts, names and contents, and not with what no image holds', () => {
  using folder = mkdtempDisposableSync(join(tmpdir(), 'cortex-docker-'));
  const pattern = join(relative(repository, folder.path), '**');
  const key = (text = '') => contentKey([text], [pattern]);
  const write = (name: string, text: string) => writeFileSync(join(folder.path, name), text);
  write('app.ts', '1');
  const first = key();
  expect(first).toMatch(/^[0-9a-f]{12}$/);
  expect(key('other')).not.toBe(first);
  mkdirSync(join(folder.path, 'testing'));
  write('app.test.ts', 'a test');
  write('testing/helper.ts', 'for tests');
  expect(key()).toBe(first);
  write('more.ts', '');
  expect(key()).not.toBe(first);
  rmSync(join(folder.path, 'more.ts'));
  write('app.ts', '2');
  expect(key()).not.toBe(first);
});
