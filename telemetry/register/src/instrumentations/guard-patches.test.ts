import { execFile } from 'node:child_process';
import { type DisposableTempDir, mkdir, mkdtempDisposable, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';

const REGISTER = join(import.meta.dirname, '../register.ts');

let folder: DisposableTempDir;

beforeEach(async () => {
  folder = await mkdtempDisposable(join(tmpdir(), 'patched-'));
});

afterEach(() => folder.remove());

async function write(path: string, text: string): Promise<void> {
  const file = join(folder.path, path);
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, text);
}

/** Writes a package, and runs an application that imports it and one that requires it. */
async function run(name: string, { version, source, use }: { version: string; source: string; use: string }) {
  await write(`node_modules/${name}/package.json`, JSON.stringify({ name, version }));
  await write(`node_modules/${name}/index.js`, source);
  await write('import.mjs', `import part from '${name}';\n${use}`);
  await write('require.cjs', `const part = require('${name}');\n${use}`);
  const off = Object.fromEntries(['TRACES', 'METRICS', 'LOGS'].map((signal) => [`OTEL_${signal}_EXPORTER`, 'none']));
  const env = { PATH: process.env.PATH, ...off, CORTEX_PROFILES: 'off' };
  const runs = ['import.mjs', 'require.cjs'].map((file) => {
    const args = ['--conditions=cortex-source', '--import', REGISTER, file];
    return promisify(execFile)(process.execPath, args, { cwd: folder.path, env });
  });
  return Promise.all(runs);
}

const SAME = { stdout: 'works\n', stderr: '' };

test.each([
  [
    'connect',
    {
      version: '3.7.0',
      source: 'module.exports = () => Object.assign(() => undefined, { use() {}, handle() {} });',
      use: "part().use('/', () => undefined); console.log('works');",
    },
  ],
  [
    'lru-memoizer',
    {
      version: '3.0.0',
      source: 'module.exports = Object.assign(({ load }) => load, { sync() {} });',
      use: "part({ load: (done) => done() })(() => console.log('works'));",
    },
  ],
  [
    'memcached',
    {
      version: '2.2.2',
      source: 'module.exports = class { command() { console.log("works"); } };',
      use: 'new part().command(() => ({}));',
    },
  ],
])('%s works, imported and required', async (name, files) => {
  expect(await run(name, files)).toEqual([SAME, SAME]);
});

test('a package that its instrumentation does not find as it expects works without spans, and one line says so', async () => {
  const pool = { version: '3.9.0', source: "exports.create = () => 'works';", use: 'console.log(part.create());' };
  const line = /^\[telemetry\] error: generic-pool 3\.9\.0 could not be instrumented: it has no spans .*\n$/;
  const outcome = { stdout: 'works\n', stderr: expect.stringMatching(line) };
  expect(await run('generic-pool', pool)).toEqual([outcome, outcome]);
});
