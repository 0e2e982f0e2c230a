import { type DisposableTempDir, mkdtempDisposableSync, readdirSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { OtlpReceiver } from '@cortex/trace-testing';
import { AppProcess } from './test-support/app-process.ts';

let folder: DisposableTempDir;

beforeEach(() => {
  folder = mkdtempDisposableSync(join(tmpdir(), 'node-flags-'));
});

afterEach(() => folder.remove());

test('--heap-prof writes its profile, and CPU profiles are sent besides', async () => {
  await using receiver = await OtlpReceiver.start();
  await using app = new AppProcess({
    app: 'one-span.ts',
    flags: ['--heap-prof', `--heap-prof-dir=${folder.path}`],
    env: { OTEL_EXPORTER_OTLP_ENDPOINT: receiver.url },
  });
  expect(await app.exit).toEqual({ code: 7, signal: null });
  expect(app.stderr).toBe('');
  const [file] = readdirSync(folder.path);
  expect(JSON.parse(readFileSync(join(folder.path, String(file)), 'utf8')).samples.length).toBeGreaterThan(0);
  expect(receiver.received.map(({ path }) => path)).toContain('/v1development/profiles');
});

test('--throw-deprecation does not end an application for what telemetry loads', async () => {
  await using receiver = await OtlpReceiver.start();
  await using app = new AppProcess({
    app: 'one-span.ts',
    flags: ['--pending-deprecation', '--throw-deprecation'],
    env: { OTEL_EXPORTER_OTLP_ENDPOINT: receiver.url },
  });
  expect(await app.exit).toEqual({ code: 7, signal: null });
  expect(receiver.spans.map(({ name }) => name)).toEqual(['only']);
});
