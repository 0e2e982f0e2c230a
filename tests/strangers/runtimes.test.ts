import { join } from 'node:path';
import { OtlpReceiver, traceMatchers } from '@cortex/trace-testing';
import { PRELOAD } from './run/everything.ts';
import { traceWith } from './run/received-traces.ts';
import { runStranger } from './run/stranger.ts';
import { installRuntimes } from './setup/projects.ts';

expect.extend(traceMatchers);

let packages: string;

beforeAll(async () => {
  packages = join(await installRuntimes(), 'node_modules');
});

test.each([
  ['--import', PRELOAD.mjs],
  ['--require', PRELOAD.cjs],
  ['--require without ES modules', ['--no-experimental-require-module', ...PRELOAD.cjs]],
])('on Node.js 20, %s runs the program without telemetry, and one line reports this', async (_, preload) => {
  const { stdout, stderr } = await runStranger({
    command: join(packages, 'node-20/bin/node'),
    args: [...preload, '--eval', "console.log('ran')"],
    env: {},
  });
  expect(stdout).toBe('ran\n');
  expect(stderr).toMatch(
    /^\[telemetry\] telemetry needs Node\.js 22\.15\.0 or later, this is 20\.[\d.]+: the application runs without it\n$/,
  );
});

// Deno resolves `npm:` specifiers from a cache of all runs, not from what this run has packed.
const PACKED = './node_modules/@cortex/telemetry/dist/register.js';

describe.each([
  ['Bun', 'bun', ['--preload', '@cortex/telemetry/register']],
  ['Deno', 'deno', ['run', '--allow-all', '--preload', PACKED]],
])('on %s', (_, command, preload) => {
  test('traceMcpTransport traces both sides of a call', async () => {
    await using receiver = await OtlpReceiver.start();
    const { stdout, stderr } = await runStranger({
      command: join(packages, '.bin', command),
      args: [...preload, 'traced-transport.mjs'],
      env: { OTEL_SERVICE_NAME: 'app', OTEL_EXPORTER_OTLP_ENDPOINT: receiver.url },
    });
    expect(stdout).toBe('called\n');
    expect(stderr).toMatch(/^\[telemetry\] warning: running without profiles: [^\n]*\n$/);
    const name = 'tools/call echo';
    const children = [{ name, kind: 'SERVER' as const }];
    expect(traceWith(receiver, { name, service: 'app' })).toEqualTrace({ name, kind: 'CLIENT', children });
  });
});
