import { readdir, readFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { installation } from './run/installation.ts';
import { Stranger } from './run/stranger.ts';

const { project, packages } = installation();
const ours = (name: string) => join(project, 'node_modules/@cortex', name);
const PACKAGE = ours('telemetry');
/** Node.js before 12, and bundlers without support for `exports`. */
const OLDEST = / node10$/;

describe.each(['instrumentation-mcp', 'profiling', 'telemetry', 'telemetry-contract', 'trace-testing'])(
  '@cortex/%s, published',
  (name) => {
    let files: string[];

    beforeAll(async () => {
      const entries = await readdir(ours(name), { recursive: true, withFileTypes: true });
      const found = entries.filter((entry) => entry.isFile());
      files = found.map(({ parentPath, name: file }) => relative(ours(name), join(parentPath, file)));
    });

    test('has only built JavaScript with types, its description and its licence', () => {
      const rest = files.filter((file) => !/^dist\/[\w/-]+(?:\.c?js|\.d\.c?ts)$/.test(file));
      const expected = [
        'LICENSE',
        'README.md',
        expect.stringMatching(/^dist\/(?:cjs\/)?package\.json$/),
        'package.json',
      ];
      expect(rest.toSorted()).toEqual(expected);
    });

    test('has neither tests nor their helpers', () => {
      expect(files.filter((file) => /\.test\.|\/fixtures\/|\/test-support\//.test(file))).toEqual([]);
    });

    test('imports no TypeScript', async () => {
      const scripts = files.filter((file) => file.endsWith('.js'));
      const texts = await Promise.all(scripts.map((file) => readFile(join(ours(name), file), 'utf8')));
      expect(scripts.length).toBeGreaterThan(0);
      expect(texts.filter((text) => /(?:from |require\()['"]\.[^'"]*\.ts['"]/.test(text))).toEqual([]);
    });

    test('passes publint and attw', async () => {
      await using check = new Stranger({ args: ['check-packages.mjs', `cortex-${name}.tgz`], env: {} });
      await check.exit;
      const { messages, types } = JSON.parse(
        check.stdout || `{ "messages": ${JSON.stringify([check.stderr])}, "types": [] }`,
      );
      expect({ messages, types: types.filter((line: string) => !OLDEST.test(line)) }).toEqual({
        messages: [],
        types: [],
      });
    });
  },
);

test('leaves the OpenTelemetry API to the application, whose copy must be the only one', async () => {
  const manifest = JSON.parse(await readFile(join(PACKAGE, 'package.json'), 'utf8'));
  expect(manifest.dependencies).not.toHaveProperty(['@opentelemetry/api']);
  expect(manifest.peerDependencies['@opentelemetry/api']).toBe('>=1.10.0 <1.11.0');
  expect(manifest.peerDependenciesMeta ?? {}).not.toHaveProperty(['@opentelemetry/api']);
});

/** The paths of OpenTelemetry's packages in a project, one for each copy. */
async function openTelemetryIn(project: string): Promise<string[]> {
  const lock = JSON.parse(await readFile(join(import.meta.dirname, 'projects', project, 'package-lock.json'), 'utf8'));
  const copies = Object.keys(lock.packages).map((path) => /node_modules\/(@opentelemetry\/[^/]+)$/.exec(path)?.[1]);
  return copies.filter((name) => name !== undefined);
}

test('comes with one copy of each OpenTelemetry package', async () => {
  const names = await openTelemetryIn('apps');
  expect(names).toContain('@opentelemetry/core');
  expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([]);
});

test.each(['mcp-oldest', 'sdk-2', 'next'])(
  '@cortex/instrumentation-mcp shares the copy of @opentelemetry/instrumentation that %s has',
  async (project) => {
    const copies = await openTelemetryIn(project);
    expect(copies.filter((name) => name === '@opentelemetry/instrumentation')).toHaveLength(1);
  },
);

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
