import { chmodSync, mkdirSync, mkdtempDisposableSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { claimHome } from './claim-home.ts';
import { tightenHome } from './private-home.ts';

function modeOf(path: string): string {
  return (statSync(path).mode & 0o7777).toString(8);
}

function write(path: string, mode: number): string {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, '');
  chmodSync(path, mode);
  return path;
}

test('makes a home that others could read private to its owner, and says so once', () => {
  using folder = mkdtempDisposableSync(join(tmpdir(), 'cortex-local-'));
  const home = join(folder.path, 'home');
  const files = ['memory.db', 'memory.db-wal', 'logs/core-api.log', 'data/jaeger/badger/key/1.sst'];
  for (const file of files) write(join(home, file), 0o644);
  for (const path of ['', 'logs', 'data', 'data/jaeger', 'data/jaeger/badger/key']) chmodSync(join(home, path), 0o755);
  expect(tightenHome(home)).toMatch(
    /^Others on this machine could read \d+ files and folders in .*: now only you can\.$/,
  );
  for (const file of files) expect([file, modeOf(join(home, file))]).toEqual([file, '600']);
  for (const file of files) expect([file, modeOf(dirname(join(home, file)))]).toEqual([file, '700']);
  expect(tightenHome(home)).toBeUndefined();
});

test('says nothing about a new home, which others could never read', async () => {
  using folder = mkdtempDisposableSync(join(tmpdir(), 'cortex-local-'));
  const home = join(folder.path, 'new', 'home');
  await claimHome(home);
  expect(modeOf(home)).toBe('700');
  expect(tightenHome(home)).toBeUndefined();
});

test('does not touch the targets of links, nor folders of others', () => {
  using folder = mkdtempDisposableSync(join(tmpdir(), 'cortex-local-'));
  const linked = write(join(folder.path, 'repository', 'rules.yml'), 0o644);
  const others = write(join(folder.path, 'home', 'photos', 'cat'), 0o644);
  mkdirSync(join(folder.path, 'home', 'data'));
  symlinkSync(linked, join(folder.path, 'home', 'data', 'rules.yml'));
  symlinkSync(dirname(linked), join(folder.path, 'home', 'data', 'rules'));
  tightenHome(join(folder.path, 'home'));
  expect([modeOf(linked), modeOf(others)]).toEqual(['644', '644']);
});

test('keeps a shared folder such as /tmp open, but makes the stack’s files in it private', () => {
  using folder = mkdtempDisposableSync(join(tmpdir(), 'cortex-local-'));
  const log = write(join(folder.path, 'logs', 'core-api.log'), 0o644);
  const foreign = write(join(folder.path, 'foreign'), 0o644);
  chmodSync(folder.path, 0o1777);
  tightenHome(folder.path);
  expect([folder.path, foreign, log].map(modeOf)).toEqual(['1777', '644', '600']);
});
