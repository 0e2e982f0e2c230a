import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { OtlpReceiver } from '@cortex/trace-testing';
import { AppProcess } from '../test-support/app-process.ts';

const CHOSEN = 'express,http,koa,pg,undici,winston';

test.each([
  ['require', '--import'],
  ['require', '--require'],
  ['import', '--import'],
  ['import', '--require'],
] as const)(
  'packages loaded with %s under %s have spans, and their instrumentations are not loaded before them',
  async (by, preload) => {
    await using receiver = await OtlpReceiver.start();
    const env = { OTEL_EXPORTER_OTLP_ENDPOINT: receiver.url, OTEL_NODE_ENABLED_INSTRUMENTATIONS: CHOSEN, LOAD_BY: by };
    await using app = new AppProcess({ app: 'first-use.cjs', env, preload });
    expect(await app.exit).toEqual({ code: 0, signal: null });
    expect(JSON.parse(app.stdout)).toEqual({ before: [], after: ['express', 'pg'] });
    const names = receiver.spans.map(({ name }) => name);
    expect(names).toEqual(expect.arrayContaining(['GET', 'GET /items/:id', 'request handler', 'pg.connect']));
  },
);

test('a package has its spans even when only its instrumentation runs', async () => {
  await using receiver = await OtlpReceiver.start();
  const env = {
    OTEL_EXPORTER_OTLP_ENDPOINT: receiver.url,
    OTEL_NODE_ENABLED_INSTRUMENTATIONS: 'pg',
    LOAD_BY: 'require',
  };
  await using app = new AppProcess({ app: 'first-use.cjs', env });
  expect(await app.exit).toEqual({ code: 0, signal: null });
  expect(receiver.spans.map(({ name }) => name)).toEqual(['pg.connect']);
});

test('a package that was loaded before telemetry has its spans', async () => {
  await using receiver = await OtlpReceiver.start();
  const env = {
    OTEL_EXPORTER_OTLP_ENDPOINT: receiver.url,
    OTEL_NODE_ENABLED_INSTRUMENTATIONS: 'pg',
    LOAD_BY: 'require',
  };
  await using app = new AppProcess({ app: 'first-use.cjs', env, flags: ['--require', 'pg'] });
  expect(await app.exit).toEqual({ code: 0, signal: null });
  expect(receiver.spans.map(({ name }) => name)).toEqual(['pg.connect']);
});

test('a patch of `require` that is installed at the first use of a package sees that use', async () => {
  const app = join(import.meta.dirname, '../test-support/apps/late-require-hook.ts');
  const { stdout } = await promisify(execFile)(process.execPath, [app]);
  expect(stdout).toBe("[ 'pino' ]\n");
});
