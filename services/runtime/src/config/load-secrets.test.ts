import { spawn } from 'node:child_process';
import {
  type DisposableTempDir,
  existsSync,
  mkdirSync,
  mkdtempDisposableSync,
  readdirSync,
  readFileSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { loadSecrets } from './load-secrets.ts';
import { SECRET_NAMES } from './secret-names.ts';

const KEY = 'k'.repeat(32);

let home: DisposableTempDir;

beforeEach(() => {
  home = mkdtempDisposableSync(join(tmpdir(), 'cortex-secrets-'));
});

afterEach(() => home.remove());

function load(env: Record<string, string> = {}, environment: 'development' | 'production' = 'development') {
  return loadSecrets({ environment, home: home.path, names: SECRET_NAMES, env });
}

const pathOf = (name: string) => join(home.path, 'secrets', name);
const earlierFile = () => join(home.path, 'secrets.json');

test('the first start creates secrets that only the owner can read; later starts read them', () => {
  const made = load();
  expect(statSync(join(home.path, 'secrets')).mode & 0o777).toBe(0o700);
  for (const name of SECRET_NAMES) {
    expect(statSync(pathOf(name)).mode & 0o777).toBe(0o600);
    expect(readFileSync(pathOf(name), 'utf8').trim()).toBe(made[name]);
  }
  expect(made.CORTEX_JWT_SECRET).not.toBe(made.CORTEX_INTERNAL_SECRET);
  expect(load()).toEqual(made);
});

test('a service that reads one secret does not need the file of another', () => {
  const names = ['CORTEX_INTERNAL_SECRET'] as const;
  loadSecrets({ environment: 'development', home: home.path, names, env: {} });
  expect(readdirSync(join(home.path, 'secrets'))).toEqual([...names]);
  // A folder cannot be read as a file.
  mkdirSync(pathOf('CORTEX_JWT_SECRET'));
  expect(() => loadSecrets({ environment: 'development', home: home.path, names, env: {} })).not.toThrow();
  expect(() => load()).toThrow(/CORTEX_JWT_SECRET is not usable \(EISDIR\)/);
});

test('secrets from the earlier single file are kept, each in a file of its own', () => {
  const secrets = { CORTEX_JWT_SECRET: KEY, CORTEX_INTERNAL_SECRET: 'i'.repeat(32) };
  writeFileSync(earlierFile(), JSON.stringify(secrets));
  loadSecrets({ environment: 'development', home: home.path, names: ['CORTEX_INTERNAL_SECRET'], env: {} });
  expect(existsSync(earlierFile())).toBe(false);
  expect(load()).toEqual(secrets);
});

test('configured secrets take precedence', () => {
  expect(load({ CORTEX_JWT_SECRET: KEY }).CORTEX_JWT_SECRET).toBe(KEY);
});

test('in production missing secrets are named, and none are created', () => {
  expect(() => load({ CORTEX_JWT_SECRET: KEY }, 'production')).toThrow(/must be set: CORTEX_INTERNAL_SECRET$/);
  expect(readdirSync(home.path)).toEqual([]);
});

test('a short secret is refused without being repeated', () => {
  expect(() => load({ CORTEX_JWT_SECRET: 'hunter2' })).toThrow(/^((?!hunter2).)*CORTEX_JWT_SECRET$/);
});

test('a damaged single file of secrets is not overwritten', () => {
  writeFileSync(earlierFile(), '{');
  expect(() => load()).toThrow(/secrets\.json is not usable: delete it/);
  expect(readFileSync(earlierFile(), 'utf8')).toBe('{');
});

test('an empty file is refused', () => {
  load();
  writeFileSync(pathOf('CORTEX_JWT_SECRET'), '\n');
  expect(() => load()).toThrow(/CORTEX_JWT_SECRET is not usable \(it is empty\): delete it/);
});

test.each([
  ['make them', undefined],
  ['find them in a single file', JSON.stringify({ CORTEX_JWT_SECRET: KEY, CORTEX_INTERNAL_SECRET: KEY })],
])('processes that start together and %s end up with the same secrets', async (_, earlier) => {
  if (earlier !== undefined) writeFileSync(earlierFile(), earlier);
  const module = new URL('./secret-files.ts', import.meta.url).href;
  const code = `const { readOrCreateSecret } = await import(${JSON.stringify(module)});
    console.log(JSON.stringify(${JSON.stringify(SECRET_NAMES)}.map((name) => [name, readOrCreateSecret(${JSON.stringify(home.path)}, name)])));`;
  const outputs = await Promise.all(
    Array.from({ length: 4 }, () => text(spawn(process.execPath, ['--input-type=module', '-e', code]).stdout)),
  );
  expect(new Set(outputs).size).toBe(1);
  const secrets = Object.fromEntries(JSON.parse(outputs[0] ?? ''));
  expect(secrets).toEqual(earlier === undefined ? load() : JSON.parse(earlier));
  expect(readdirSync(home.path)).toEqual(['secrets']);
  expect(readdirSync(join(home.path, 'secrets')).sort()).toEqual([...SECRET_NAMES].sort());
});
