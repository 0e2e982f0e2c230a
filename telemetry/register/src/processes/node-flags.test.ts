import { execFile } from 'node:child_process';
import { type DisposableTempDir, mkdtempDisposableSync, readdirSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { OtlpReceiver } from '@cortex/trace-testing';
import { AppProcess } from '../test-support/app-process.ts';

let folder: DisposableTempDir;

beforeEach(() => {
  folder = mkdtempDisposableSync(join(tmpdir(), 'node-flags-'));
});

afterEach(() => folder.remove());

test('--heap-prof still writes its profile, and CPU profiles are sent too', async () => {
  await using receiver = await OtlpReceiver.start();
  await using app = new AppProcess({
    app: 'one-span.ts',
    flags: ['--heap-prof', `--heap-prof-dir=${folder.path}`],
    // With a signal configured, profiling starts at once; otherwise so short a program has no samples.
    env: { OTEL_EXPORTER_OTLP_ENDPOINT: receiver.url, CORTEX_PROFILES_SIGNAL: 'SIGUSR2' },
  });
  expect(await app.exit).toEqual({ code: 7, signal: null });
  expect(app.stderr).toBe('');
  const [file] = readdirSync(folder.path);
  expect(JSON.parse(readFileSync(join(folder.path, String(file)), 'utf8')).samples.length).toBeGreaterThan(0);
  expect(receiver.received.map(({ path }) => path)).toContain('/v1development/profiles');
});

test('--throw-deprecation does not end an application because of what telemetry loads', async () => {
  await using receiver = await OtlpReceiver.start();
  await using app = new AppProcess({
    app: 'one-span.ts',
    flags: ['--pending-deprecation', '--throw-deprecation'],
    env: { OTEL_EXPORTER_OTLP_ENDPOINT: receiver.url },
  });
  expect(await app.exit).toEqual({ code: 7, signal: null });
  expect(receiver.spans.map(({ name }) => name)).toEqual(['only']);
});

test.each([
  [
    'without language features that it can do without',
    ['--disable-proto=throw', '--disallow-code-generation-from-strings'],
    [],
  ],
  ['without async context frames', ['--no-async-context-frame'], []],
  [
    'with intrinsics that cannot be patched',
    ['--frozen-intrinsics', '--disable-warning=ExperimentalWarning'],
    [expect.stringContaining('telemetry could not start, the application runs without it')],
  ],
])('an application runs as without telemetry %s (%j)', async (_, flags, notices) => {
  await using receiver = await OtlpReceiver.start();
  const env = { OTEL_EXPORTER_OTLP_ENDPOINT: receiver.url, CORTEX_PROFILES: 'off' };
  await using app = new AppProcess({ app: 'one-span.ts', flags, env });
  expect(await app.exit).toEqual({ code: 7, signal: null });
  expect(app.notices).toEqual(notices);
  expect(receiver.spans.map(({ name }) => name)).toEqual(notices.length === 0 ? ['only'] : []);
});

const APPS = join(import.meta.dirname, '../test-support/apps');

test.each([
  [['--print', '1 + 1'], /^2\n$/],
  [['--require', '@cortex/telemetry/register', '--print', 'module.id'], /^\[eval\]\n$/],
  [['--input-type=module', '--eval', "import 'node:fs'; console.log('evaluated')"], /^evaluated\n$/],
  [['--check', join(APPS, 'tested.mjs')], /^$/],
  [['--test', '--test-reporter=tap', join(APPS, 'tested.mjs')], /^# pass 1$/m],
])('node %j works as without telemetry', async (args, output) => {
  const register = args.includes('--require') ? [] : ['--import', '@cortex/telemetry/register'];
  const { stdout } = await promisify(execFile)(process.execPath, ['--conditions=cortex-source', ...register, ...args], {
    cwd: join(import.meta.dirname, '../..'),
    env: { PATH: process.env.PATH, CORTEX_PROFILES: 'off', OTEL_EXPORTER_OTLP_ENDPOINT: 'http://127.0.0.1:9' },
  });
  expect(stdout).toMatch(output);
});
