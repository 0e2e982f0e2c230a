import { spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { loadSecrets } from './load-secrets.ts';
import { SECRET_NAMES } from './secret-names.ts';

const KEY = 'k'.repeat(32);

let home: string;

beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'cortex-secrets-'));
});

afterEach(() => rmSync(home, { recursive: true }));

function load(env: Record<string, string> = {}, environment: 'development' | 'production' = 'development') {
  return loadSecrets({ environment, home, names: SECRET_NAMES, env });
}

test('the first start makes secrets that only the owner can read, later starts read them', () => {
  const made = load();
  const path = join(home, 'secrets.json');
  expect(statSync(path).mode & 0o777).toBe(0o600);
  expect(JSON.parse(readFileSync(path, 'utf8'))).toEqual(made);
  expect(made.CORTEX_JWT_SECRET).not.toBe(made.CORTEX_INTERNAL_SECRET);
  expect(load()).toEqual(made);
});

test('configured secrets win', () => {
  expect(load({ CORTEX_JWT_SECRET: KEY }).CORTEX_JWT_SECRET).toBe(KEY);
});

test('production names what is missing and makes nothing', () => {
  expect(() => load({ CORTEX_JWT_SECRET: KEY }, 'production')).toThrow(/must be set: CORTEX_INTERNAL_SECRET$/);
  expect(readdirSync(home)).toEqual([]);
});

test('a short secret is refused without being repeated', () => {
  expect(() => load({ CORTEX_JWT_SECRET: 'hunter2' })).toThrow(/^((?!hunter2).)*CORTEX_JWT_SECRET$/);
});

test('a damaged file is not overwritten', () => {
  writeFileSync(join(home, 'secrets.json'), '{');
  expect(() => load()).toThrow(/secrets\.json is not usable: delete it/);
});

test('processes that start together end up with the same secrets', async () => {
  const module = new URL('./secrets-file.ts', import.meta.url).href;
  const code = `const { readOrCreateSecrets } = await import(${JSON.stringify(module)});
    console.log(JSON.stringify(readOrCreateSecrets(${JSON.stringify(home)})));`;
  const outputs = await Promise.all(
    Array.from({ length: 4 }, () => text(spawn(process.execPath, ['--input-type=module', '-e', code]).stdout)),
  );
  expect(new Set(outputs).size).toBe(1);
  expect(JSON.parse(outputs[0] ?? '')).toEqual(load());
  expect(readdirSync(home)).toEqual(['secrets.json']);
});
