import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { installation } from './run/installation.ts';
import { Stranger } from './run/stranger.ts';

const { project, packages } = installation();
const PACKAGE = join(project, 'node_modules/@cortex/telemetry');

async function published(): Promise<string[]> {
  const entries = await readdir(PACKAGE, { recursive: true, withFileTypes: true });
  return entries.filter((entry) => entry.isFile()).map(({ parentPath, name }) => join(parentPath, name));
}

test('is built JavaScript with types, besides its description and its licence', async () => {
  const files = (await published()).map((file) => file.slice(PACKAGE.length + 1));
  expect(files.filter((file) => !/^dist\/[\w/-]+(?:\.c?js|\.d\.c?ts)$/.test(file)).toSorted()).toEqual([
    'LICENSE',
    'README.md',
    'dist/package.json',
    'package.json',
  ]);
});

test('has neither tests nor what only serves them', async () => {
  expect((await published()).filter((file) => /\.test\.|\/fixtures\/|\/test-support\//.test(file))).toEqual([]);
});

test('imports no TypeScript', async () => {
  const scripts = (await published()).filter((file) => file.endsWith('.js'));
  const texts = await Promise.all(scripts.map((file) => readFile(file, 'utf8')));
  expect(scripts.length).toBeGreaterThan(0);
  expect(texts.filter((text) => /(?:from |require\()['"]\.[^'"]*\.ts['"]/.test(text))).toEqual([]);
});

test('leaves the OpenTelemetry API to the application, whose copy must be the only one', async () => {
  const manifest = JSON.parse(await readFile(join(PACKAGE, 'package.json'), 'utf8'));
  expect(manifest.dependencies).not.toHaveProperty(['@opentelemetry/api']);
  expect(manifest.peerDependencies['@opentelemetry/api']).toBe('>=1.10.0 <1.11.0');
  expect(manifest.peerDependenciesMeta ?? {}).not.toHaveProperty(['@opentelemetry/api']);
});

test('comes with one copy of each OpenTelemetry package', async () => {
  const lock = JSON.parse(await readFile(join(import.meta.dirname, 'projects/apps/package-lock.json'), 'utf8'));
  const copies = Object.keys(lock.packages).map((path) => /node_modules\/(@opentelemetry\/[^/]+)$/.exec(path)?.[1]);
  const names = copies.filter((name) => name !== undefined);
  expect(names).toContain('@opentelemetry/core');
  expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([]);
});

/** Of Node.js before 12, and of bundlers that know no `exports`. */
const OLDEST = / node10$/;

test.each([
  ['cortex-telemetry.tgz', [OLDEST]],
  ['cortex-telemetry-contract.tgz', [OLDEST]],
  ['cortex-trace-testing.tgz', [OLDEST]],
])('%s has nothing that publint and attw object to', async (tarball, known) => {
  await using check = new Stranger({ args: ['check-packages.mjs', tarball], env: {} });
  await check.exit;
  const { messages, types } = JSON.parse(
    check.stdout || `{ "messages": ${JSON.stringify([check.stderr])}, "types": [] }`,
  );
  expect({ messages, types: types.filter((line: string) => !known.some((kind) => kind.test(line))) }).toEqual({
    messages: [],
    types: [],
  });
});

test.each([
  ['ES modules as of Node.js 16', ['node16', 'types/usage.mts']],
  ['ES modules and CommonJS as of the newest Node.js', ['nodenext', 'types/usage.mts', 'types/usage.cts']],
  ['a bundler', ['esnext', '--moduleResolution', 'bundler', 'types/usage.mts']],
])('has types for %s', async (_, [module, ...rest]) => {
  const options = ['--noEmit', '--strict', '--target', 'es2024', '--types', 'node', '--module', String(module)];
  await using compiler = new Stranger({ args: [join(packages, 'typescript/bin/tsc'), ...options, ...rest], env: {} });
  await compiler.exit;
  expect(compiler.stdout).toBe('');
});

test('the matchers load in the CommonJS mode of Jest', async () => {
  const jest = join(import.meta.dirname, '../../node_modules/jest/bin/jest.js');
  await using run = new Stranger({ args: [jest, '--rootDir', 'jest', '--config', '{}', '--ci'], env: { CI: 'true' } });
  await run.exit;
  expect(run.stderr).toContain('1 passed, 1 total');
});
