import { execFile } from 'node:child_process';
import { cp, type DisposableTempDir, mkdtempDisposable, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { OtlpReceiver, traceMatchers } from '@cortex/trace-testing';
import { PRELOAD } from '../run/everything.ts';
import { installation } from '../run/installation.ts';
import { traceWith } from '../run/received-traces.ts';
import { describeWhole } from '../run/scope.ts';
import { runStranger } from '../run/stranger.ts';
import { npm } from '../setup/npm.ts';
import { installPackageManagers } from '../setup/projects.ts';
import { PROJECTS, tarballsOf } from '../setup/tarballs.ts';

expect.extend(traceMatchers);

const APPS = join(import.meta.dirname, '../apps');
/** Allows for a slow registry. */
const INSTALL_MILLISECONDS = 600_000;
const NEEDED = { '@modelcontextprotocol/sdk': '1.32.2', '@opentelemetry/api': '1.10.0' };

describeWhole('@cortex/telemetry, installed by pnpm and Yarn', () => {
  const { project } = installation();
  let managers: string;
  let folder: DisposableTempDir;

  beforeAll(async () => {
    managers = join(await installPackageManagers(), 'node_modules');
  }, INSTALL_MILLISECONDS);

  beforeEach(async () => {
    folder = await mkdtempDisposable(join(tmpdir(), 'cortex-manager-'));
    for (const file of ['conversation.cjs', 'v1.mjs', 'v1.cjs']) await cp(join(APPS, file), join(folder.path, file));
    await writeFile(join(folder.path, 'main.mjs'), "import { talk } from './v1.mjs';\nawait talk('echo');\n");
    await writeFile(join(folder.path, 'main.cjs'), "require('./v1.cjs').talk('echo');\n");
  });

  afterEach(() => folder.remove());

  /** The packed packages, in place of those from a registry. */
  async function ourPackages(): Promise<Record<string, string>> {
    const tarballs = tarballsOf(JSON.parse(await readFile(join(PROJECTS, 'apps/package.json'), 'utf8')));
    return Object.fromEntries(tarballs.map(({ name, alias }) => [name, `file:${join(project, alias)}`]));
  }

  function manifest(more: object): Promise<void> {
    return writeFile(join(folder.path, 'package.json'), JSON.stringify({ name: 'app', private: true, ...more }));
  }

  async function install(command: string, ...args: string[]): Promise<void> {
    const registry = (await npm(folder.path, 'config', 'get', 'registry')).trim();
    const PATH = `${dirname(process.execPath)}:${process.env.PATH}`;
    const env = { ...process.env, PATH, CI: 'true', YARN_NPM_REGISTRY_SERVER: registry };
    await promisify(execFile)(command, args, { cwd: folder.path, env });
  }

  async function expectTraced(before: readonly string[]): Promise<void> {
    for (const format of ['mjs', 'cjs'] as const) {
      await using receiver = await OtlpReceiver.start();
      const env = { OTEL_SERVICE_NAME: 'app', OTEL_EXPORTER_OTLP_ENDPOINT: receiver.url, CORTEX_PROFILES: 'off' };
      const args = [...before, ...PRELOAD[format], `main.${format}`];
      const { stderr } = await runStranger({ cwd: folder.path, args, env });
      expect(stderr).toBe('');
      const name = 'tools/call echo';
      const children = [{ name, kind: 'SERVER' as const }];
      expect(traceWith(receiver, { name, service: 'app' })).toEqualTrace({ name, kind: 'CLIENT', children });
    }
  }

  test(
    'with pnpm, and the advice of the README on build scripts, a call is traced',
    async () => {
      const ours = await ourPackages();
      await manifest({ dependencies: { '@cortex/telemetry': ours['@cortex/telemetry'], ...NEEDED } });
      const readme = await readFile(join(project, 'node_modules/@cortex/telemetry/README.md'), 'utf8');
      const builds = /```yaml\n(allowBuilds:.*?)```/s.exec(readme)?.[1];
      await writeFile(join(folder.path, 'pnpm-workspace.yaml'), `${builds}overrides: ${JSON.stringify(ours)}\n`);
      await install(join(managers, '.bin/pnpm'), 'install');
      await expectTraced([]);
    },
    INSTALL_MILLISECONDS,
  );

  test(
    "with Yarn's Plug'n'Play, a call is traced",
    async () => {
      const ours = await ourPackages();
      const dependencies = { '@cortex/telemetry': ours['@cortex/telemetry'], ...NEEDED };
      await manifest({ dependencies, resolutions: ours });
      await writeFile(join(folder.path, '.yarnrc.yml'), 'enableTelemetry: false\nenableScripts: false\n');
      await writeFile(join(folder.path, 'yarn.lock'), '');
      const yarn = join(managers, '@yarnpkg/cli-dist/bin/yarn.js');
      await install(process.execPath, yarn, 'install', '--no-immutable');
      await expectTraced([yarn, 'node']);
    },
    INSTALL_MILLISECONDS,
  );
});
