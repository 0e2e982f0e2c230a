import { execFile } from 'node:child_process';
import { type DisposableTempDir, mkdir, mkdtempDisposable, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { OtlpReceiver, plainAttributes } from '@cortex/trace-testing';
import { isPackageRunner } from './package-runner.ts';

test('a program that npx starts with NODE_OPTIONS has telemetry, npx itself has none', async () => {
  await using receiver = await OtlpReceiver.start();
  const env = {
    ...process.env,
    NODE_OPTIONS: '--conditions=cortex-source --import @cortex/telemetry/register',
    OTEL_EXPORTER_OTLP_ENDPOINT: receiver.url,
    npm_config_update_notifier: 'false',
  };
  const command = `node ${join('src/test-support/apps', 'one-span.ts')}`;
  const run = promisify(execFile)('npx', ['--offline', '--call', command], {
    cwd: join(import.meta.dirname, '../..'),
    env,
  });
  await expect(run).rejects.toMatchObject({ code: 7 });
  expect(receiver.spans.map(({ name }) => name)).toEqual(['only']);
  const resources = receiver.bodies.flatMap(({ resourceMetrics = [] }) =>
    resourceMetrics.map(({ resource }) => resource),
  );
  const instances = resources.map(({ attributes }) => plainAttributes(attributes)['service.instance.id']);
  expect(new Set(instances).size).toBe(1);
});

describe('isPackageRunner', () => {
  let folder: DisposableTempDir;

  beforeEach(async () => {
    folder = await mkdtempDisposable(join(tmpdir(), 'runner-'));
  });

  afterEach(() => folder.remove());

  async function fileOf(path: string, text = ''): Promise<string> {
    const file = join(folder.path, path);
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, text);
    return file;
  }

  test.each([
    '.yarn/releases/yarn-4.9.0.cjs',
    '.yarn/releases/yarn-1.22.22.js',
    '.yarn/releases/yarn-berry.cjs',
    '.yarn/releases/yarn-4.0.0-rc.53.cjs',
    'tools/pnpm.cjs',
    'tools/pnpm.mjs',
    'tools/npm-cli.js',
  ])('recognizes %s by its name', async (path) => {
    expect(isPackageRunner(await fileOf(path))).toBe(true);
  });

  test.each([
    ['npm', 'bin/npm-cli.js'],
    ['npm', 'bin/npx-cli.js'],
    ['npm', 'index.js'],
    ['pnpm', 'bin/pnpm.cjs'],
    ['pnpm', 'dist/worker.js'],
    ['yarn', 'bin/yarn.js'],
    ['yarn', 'lib/cli.js'],
    ['@yarnpkg/cli-dist', 'bin/yarn.js'],
    ['corepack', 'dist/yarn.js'],
  ])('recognizes files of the package %s, such as %s', async (name, path) => {
    await fileOf('any/package.json', JSON.stringify({ name }));
    expect(isPackageRunner(await fileOf(`any/${path}`))).toBe(true);
  });

  test('recognizes a runner through a link, and without its extension', async () => {
    await fileOf('npm/package.json', '{ "name": "npm" }');
    const cli = await fileOf('npm/bin/npm-cli.js');
    await symlink(cli, join(folder.path, 'npm-of-the-system'));
    expect(isPackageRunner(join(folder.path, 'npm-of-the-system'))).toBe(true);
    expect(isPackageRunner(cli.replace('.js', ''))).toBe(true);
  });

  test.each(['app.js', 'yarn.js', 'yarn-orders.js', 'npm/index.js', 'pnpm/bin/app.mjs', '.yarn/releases/app.cjs'])(
    'does not take the application %s for a runner',
    async (path) => {
      await fileOf('package.json', '{ "name": "app" }');
      expect(isPackageRunner(await fileOf(path))).toBe(false);
    },
  );

  test('does not take a path that is not a file for a runner', () => {
    expect([isPackageRunner('npm'), isPackageRunner(join(folder.path, 'nowhere.js'))]).toEqual([false, false]);
  });
});
