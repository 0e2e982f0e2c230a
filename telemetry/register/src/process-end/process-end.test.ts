import { eventually, OtlpReceiver } from '@cortex/trace-testing';
import { AppProcess } from '../test-support/app-process.ts';

const NOBODY = 'http://127.0.0.1:9';
/** Settings with which nothing is sent before the end. */
const AT_THE_END = {
  CORTEX_PROFILES: 'off',
  OTEL_BSP_SCHEDULE_DELAY: '600000',
  OTEL_BLRP_SCHEDULE_DELAY: '600000',
};
const HANGING = { CORTEX_PROFILES: 'off', CORTEX_SHUTDOWN_TIMEOUT: '1000' };

async function hangingReceiver(): Promise<OtlpReceiver> {
  const receiver = await OtlpReceiver.start();
  receiver.behaviour = 'hang';
  return receiver;
}

describe.each([
  ['process.exit()', 4],
  ['an uncaught error', 1],
  ['an unhandled rejection', 1],
])('at %s', (how, code) => {
  test('the queued telemetry of all signals is sent', async () => {
    await using receiver = await OtlpReceiver.start();
    await using app = new AppProcess({
      app: 'ending.ts',
      env: { ...AT_THE_END, OTEL_EXPORTER_OTLP_ENDPOINT: receiver.url, HOW: how },
    });
    expect(await app.exit).toEqual({ code, signal: null });
    expect(receiver.spans.map(({ name }) => name)).toEqual(['last', 'at exit']);
    expect(receiver.logs.map(({ body }) => body.stringValue)).toEqual(['last line']);
    const metrics = Object.fromEntries(receiver.metrics.map(({ name, sum }) => [name, sum?.dataPoints[0]?.asDouble]));
    expect(metrics).toMatchObject({ 'app.last': 1, 'app.observed': 2 });
    expect(app.stdout).toBe('');
  });
});

test('at process.exit() under --permission, one line names the missing flag', async () => {
  const flags = ['--permission', '--allow-fs-read=*', '--allow-net', '--disable-warning=PERM0001'];
  const env = { ...AT_THE_END, HOW: 'process.exit()' };
  await using receiver = await OtlpReceiver.start();
  const endpoint = { OTEL_EXPORTER_OTLP_ENDPOINT: receiver.url };
  await using refused = new AppProcess({ app: 'ending.ts', flags, env: { ...env, ...endpoint } });
  expect(await refused.exit).toEqual({ code: 4, signal: null });
  expect(refused.notices).toContainEqual(expect.stringMatching(/lost at the end.*ERR_ACCESS_DENIED.*--allow-worker/));
  expect(receiver.spans).toEqual([]);
  await using allowed = new AppProcess({
    app: 'ending.ts',
    flags: [...flags, '--allow-worker'],
    env: { ...env, ...endpoint },
  });
  expect(await allowed.exit).toEqual({ code: 4, signal: null });
  expect(receiver.spans.map(({ name }) => name)).toEqual(['last', 'at exit']);
});

test('telemetry sent at process.exit() is protobuf if that is the protocol', async () => {
  await using receiver = await OtlpReceiver.start();
  const protocol = { OTEL_EXPORTER_OTLP_ENDPOINT: receiver.url, OTEL_EXPORTER_OTLP_PROTOCOL: 'http/protobuf' };
  await using app = new AppProcess({ app: 'ending.ts', env: { ...AT_THE_END, ...protocol, HOW: 'process.exit()' } });
  expect(await app.exit).toEqual({ code: 4, signal: null });
  const sent = receiver.received.map(({ path, contentType }) => `${path} ${contentType}`);
  const all = ['/v1/logs', '/v1/metrics', '/v1/traces'].map((path) => `${path} application/x-protobuf`);
  expect(sent.toSorted()).toEqual(all);
});

describe('a process without further work', () => {
  const output = ['beforeExit 1', 'saved 1', 'beforeExit 2', 'saved 2', 'beforeExit 3', ''].join('\n');

  test('does all its work at beforeExit while the Collector never answers', async () => {
    await using receiver = await hangingReceiver();
    await using app = new AppProcess({
      app: 'idle.ts',
      env: { ...HANGING, OTEL_EXPORTER_OTLP_ENDPOINT: receiver.url },
    });
    expect(await app.exit).toEqual({ code: 0, signal: null });
    expect(app.stdout).toBe(output);
  });

  test('sends what it records at beforeExit', async () => {
    await using receiver = await OtlpReceiver.start();
    await using app = new AppProcess({
      app: 'idle.ts',
      env: { ...AT_THE_END, OTEL_EXPORTER_OTLP_ENDPOINT: receiver.url },
    });
    expect(await app.exit).toEqual({ code: 0, signal: null });
    expect(app.stdout).toBe(output);
    expect(receiver.spans.map(({ name }) => name)).toEqual(['only', 'step 1', 'step 2']);
  });

  test('has the exit code of a top-level await that never settles', async () => {
    await using receiver = await hangingReceiver();
    await using app = new AppProcess({
      app: 'unsettled.ts',
      env: { ...HANGING, OTEL_EXPORTER_OTLP_ENDPOINT: receiver.url },
    });
    expect(await app.exit).toEqual({ code: 13, signal: null });
    expect(app.stderr).toContain('unsettled top-level await');
  });

  test('does not wait for a running export that is never answered', async () => {
    await using receiver = await hangingReceiver();
    await using app = new AppProcess({
      app: 'exporting.ts',
      env: { ...HANGING, OTEL_EXPORTER_OTLP_ENDPOINT: receiver.url, OTEL_EXPORTER_OTLP_TIMEOUT: '600000' },
    });
    expect(await app.exit).toEqual({ code: 7, signal: null });
  });
});

test.each(['idle.ts', 'exporting.ts', 'ending.ts'])(
  '%s does not wait for a Collector that refuses connections',
  async (file) => {
    await using app = new AppProcess({
      app: file,
      // Anything that waits for the limit, or retries, would outlast this test.
      env: { CORTEX_PROFILES: 'off', OTEL_EXPORTER_OTLP_ENDPOINT: NOBODY, CORTEX_SHUTDOWN_TIMEOUT: '3600000' },
    });
    expect((await app.exit).signal).toBeNull();
    expect(app.notices.filter((line) => line.includes('the application keeps running'))).toHaveLength(1);
  },
);

describe('an MCP client that closes', () => {
  async function close(env: Record<string, string>) {
    await using app = new AppProcess({ app: 'closing-client.ts', env: { CORTEX_PROFILES: 'off', ...env } });
    const exit = await app.exit;
    return { exit, stdout: app.stdout, ends: app.notices.filter((line) => line === 'the server ends') };
  }

  const closed = { exit: { code: 0, signal: null }, stdout: 'closed\n', ends: ['the server ends'] };

  test('finds its stdio server ended although the Collector refuses connections', async () => {
    expect(await close({ OTEL_EXPORTER_OTLP_ENDPOINT: NOBODY, CORTEX_SHUTDOWN_TIMEOUT: '3600000' })).toEqual(closed);
  });

  test('finds it ended although the Collector never answers', async () => {
    await using receiver = await hangingReceiver();
    const endpoint = { OTEL_EXPORTER_OTLP_ENDPOINT: receiver.url, OTEL_EXPORTER_OTLP_TIMEOUT: '600000' };
    expect(await close({ ...HANGING, ...endpoint })).toEqual(closed);
  });
});

describe.each(['SIGTERM', 'SIGINT'] as const)('at %s', (signal) => {
  test('a library that leaves the end to other listeners still ends the process, and queued telemetry is sent', async () => {
    await using receiver = await OtlpReceiver.start();
    await using app = new AppProcess({
      app: 'signalled.ts',
      env: { ...AT_THE_END, CORTEX_PROFILES: 'otlp', OTEL_EXPORTER_OTLP_ENDPOINT: receiver.url },
    });
    await eventually(() => (app.stdout.includes('ready') ? true : undefined), { what: 'the app' });
    app.signal(signal);
    expect(await app.exit).toEqual({ code: null, signal });
    expect(app.stdout).toBe(`listeners 0 0 0 0 0 0 0 0\nready\ncleaned up at ${signal}\n`);
    expect(receiver.spans.map(({ name }) => name)).toEqual(['only']);
  });
});

test.each([
  ['all listeners', {}],
  ['those with which Node.js starts to listen', { EVENT: 'newListener' }],
  ['those with which Node.js stops listening', { EVENT: 'removeListener' }],
])('a signal ends an application that has removed %s', async (_, removed) => {
  await using app = new AppProcess({ app: 'unlistened.ts', env: { CORTEX_PROFILES: 'off', ...removed } });
  expect(await app.exit).toEqual({ code: null, signal: 'SIGTERM' });
});

describe.each(['process.exit()', 'no further work'])('at %s', (HOW) => {
  test('queued telemetry is sent although the application has replaced globalThis.performance', async () => {
    await using receiver = await OtlpReceiver.start();
    const env = { ...AT_THE_END, CORTEX_PROFILES: 'otlp', OTEL_EXPORTER_OTLP_ENDPOINT: receiver.url };
    await using app = new AppProcess({ app: 'without-performance.ts', env: { ...env, CLOCK: 'another', HOW } });
    expect(await app.exit).toEqual({ code: 7, signal: null });
    expect(app.notices).toEqual([]);
    expect(receiver.spans.map(({ name }) => name)).toEqual(['only']);
  });

  test('an application that has deleted it still ends as it should, though the SDK sends little without it', async () => {
    await using receiver = await OtlpReceiver.start();
    const env = { ...AT_THE_END, CORTEX_PROFILES: 'otlp', OTEL_EXPORTER_OTLP_ENDPOINT: receiver.url };
    await using app = new AppProcess({ app: 'without-performance.ts', env: { ...env, HOW } });
    expect(await app.exit).toEqual({ code: 7, signal: null });
    expect(app.notices.filter((line) => !line.startsWith('[telemetry]'))).toEqual([]);
  });
});

test('events that the application emits itself do not end telemetry, and reach its listeners at once', async () => {
  await using receiver = await OtlpReceiver.start();
  await using app = new AppProcess({
    app: 'emitting.ts',
    env: { ...AT_THE_END, OTEL_EXPORTER_OTLP_ENDPOINT: receiver.url },
  });
  expect(await app.exit).toEqual({ code: 7, signal: null });
  const heard = ['beforeExit', 'exit'].flatMap((event) =>
    [3, 4].flatMap((code) => [`${event} listener ${code}`, `${event} true`]),
  );
  expect(app.stdout.split('\n')).toEqual(['SIGTERM false false false', 'SIGINT false false false', ...heard, '']);
  expect(receiver.spans.map(({ name }) => name)).toEqual(['after that']);
});

test('a signal arrives through the `process.emit` with which the application has replaced the original, whatever that returns', async () => {
  await using app = new AppProcess({ app: 'own-emit.ts', env: { CORTEX_PROFILES: 'off' } });
  expect(await app.exit).toEqual({ code: 7, signal: null });
  expect(app.stdout).toBe('heard [["SIGTERM","SIGTERM",15]]\n');
});
