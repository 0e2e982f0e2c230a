import { mkdirSync, mkdtempDisposableSync, readdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { UserError } from '../user-error.ts';
import { claimHome } from './claim-home.ts';

test('creates the directory and its parents, and leaves nothing else in it', async () => {
  using folder = mkdtempDisposableSync(join(tmpdir(), 'cortex-local-'));
  const home = join(folder.path, 'a', 'b');
  await claimHome(home);
  expect(readdirSync(home)).toEqual([]);
});

test('refuses a directory that another supervisor uses', async () => {
  using folder = mkdtempDisposableSync(join(tmpdir(), 'cortex-local-'));
  await claimHome(folder.path);
  await expect(claimHome(folder.path)).rejects.toThrow(`A stack is already running on ${folder.path}.`);
});

test.each(['/proc/cortex', '/proc/cortex/home', '/proc'])(
  'refuses %s, in which nothing can be created',
  async (home) => {
    const refused = claimHome(home);
    await expect(refused).rejects.toThrow(UserError);
    await expect(refused).rejects.toThrow(/cannot be used: .*\. Point CORTEX_HOME to a folder you may write to\./);
  },
);

test('refuses a path that is a file or below one', async () => {
  using folder = mkdtempDisposableSync(join(tmpdir(), 'cortex-local-'));
  const file = join(folder.path, 'file');
  writeFileSync(file, '');
  await expect(claimHome(file)).rejects.toThrow(UserError);
  await expect(claimHome(join(file, 'home'))).rejects.toThrow(UserError);
});

test('accepts a link to a directory', async () => {
  using folder = mkdtempDisposableSync(join(tmpdir(), 'cortex-local-'));
  const real = join(folder.path, 'real');
  const link = join(folder.path, 'link');
  mkdirSync(real);
  symlinkSync(real, link);
  await claimHome(link);
});
