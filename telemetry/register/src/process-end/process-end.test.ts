import { eventually, OtlpReceiver } from '@cortex/trace-testing';
import { AppProcess } from '../test-support/app-process.ts';

const NOBODY = 'http://127.0.0.1:9';
/** Nothing is sent before the end. */
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
  test('what is queued of all signals is sent', async () => {
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

test('at process.exit() under --permission one line names the flag that is missing', async () => {
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

test('what is sent at process.exit() is protobuf where that is the protocol', async () => {
  await using receiver = await OtlpReceiver.start();
  const protocol = { OTEL_EXPORTER_OTLP_ENDPOINT: receiver.url, OTEL_EXPORTER_OTLP_PROTOCOL: 'http/protobuf' };
  await using app = new AppProcess({ app: 'ending.ts', env: { ...AT_THE_END, ...protocol, HOW: 'process.exit()' } });
  expect(await app.exit).toEqual({ code: 4, signal: null });
  const sent = receiver.received.map(({ path, contentType }) => `${path} ${contentType}`);
  const all = ['/v1/logs', '/v1/metrics', '/v1/traces'].map((path) => `${path} application/x-protobuf`);
  expect(sent.toSorted()).toEqual(all);
});

describe('a process that has nothing left to do', () => {
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

  test('sends what that work makes', async () => {
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

  test('waits for no batch under way that is never answered', async () => {
    await using receiver = await hangingReceiver();
    await using app = new AppProcess({
      app: 'exporting.ts',
      env: { ...HANGING, OTEL_EXPORTER_OTLP_ENDPOINT: receiver.url, OTEL_EXPORTER_OTLP_TIMEOUT: '600000' },
    });
    expect(await app.exit).toEqual({ code: 7, signal: null });
  });
});

test.each(['idle.ts', 'exporting.ts', 'ending.ts'])('%s waits for no Collector that is not there', async (file) => {
  await using app = new AppProcess({
    app: file,
    // Whatever waited for the limit, or tried again, would outlast this test.
    env: { CORTEX_PROFILES: 'off', OTEL_EXPORTER_OTLP_ENDPOINT: NOBODY, CORTEX_SHUTDOWN_TIMEOUT: '3600000' },
  });
  expect((await app.exit).signal).toBeNull();
  expect(app.notices.filter((line) => line.includes('the application runs on'))).toHaveLength(1);
});

describe('a client of MCP that closes', () => {
  async function close(env: Record<string, string>) {
    await using app = new AppProcess({ app: 'closing-client.ts', env: { CORTEX_PROFILES: 'off', ...env } });
    const exit = await app.exit;
    return { exit, stdout: app.stdout, ends: app.notices.filter((line) => line === 'the server ends') };
  }

  const closed = { exit: { code: 0, signal: null }, stdout: 'closed\n', ends: ['the server ends'] };

  test('finds its server by stdio ended while no Collector is there', async () => {
    expect(await close({ OTEL_EXPORTER_OTLP_ENDPOINT: NOBODY, CORTEX_SHUTDOWN_TIMEOUT: '3600000' })).toEqual(closed);
  });

  test('finds it ended while the Collector never answers', async () => {
    await using receiver = await hangingReceiver();
    const endpoint = { OTEL_EXPORTER_OTLP_ENDPOINT: receiver.url, OTEL_EXPORTER_OTLP_TIMEOUT: '600000' };
    expect(await close({ ...HANGING, ...endpoint })).toEqual(closed);
  });
});

describe.each(['SIGTERM', 'SIGINT'] as const)('at %s', (signal) => {
  test('a library that leaves the end to other listeners ends the process, and what is queued is sent', async () => {
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
  ['those by which Node.js starts to listen', { EVENT: 'newListener' }],
  ['those by which Node.js stops to listen', { EVENT: 'removeListener' }],
])('a signal ends an application that has removed %s', async (_, removed) => {
  await using app = new AppProcess({ app: 'unlistened.ts', env: { CORTEX_PROFILES: 'off', ...removed } });
  expect(await app.exit).toEqual({ code: null, signal: 'SIGTERM' });
});

describe.each(['process.exit()', 'nothing left to do'])('at %s', (HOW) => {
  test('what is queued is sent where the application has another clock in place of globalThis.performance', async () => {
    await using receiver = await OtlpReceiver.start();
    const env = { ...AT_THE_END, CORTEX_PROFILES: 'otlp', OTEL_EXPORTER_OTLP_ENDPOINT: receiver.url };
    await using app = new AppProcess({ app: 'without-performance.ts', env: { ...env, CLOCK: 'another', HOW } });
    expect(await app.exit).toEqual({ code: 7, signal: null });
    expect(app.notices).toEqual([]);
    expect(receiver.spans.map(({ name }) => name)).toEqual(['only']);
  });

  test('the application ends as it does where it has deleted that, without which the SDK sends little', async () => {
    await using receiver = await OtlpReceiver.start();
    const env = { ...AT_THE_END, CORTEX_PROFILES: 'otlp', OTEL_EXPORTER_OTLP_ENDPOINT: receiver.url };
    await using app = new AppProcess({ app: 'without-performance.ts', env: { ...env, HOW } });
    expect(await app.exit).toEqual({ code: 7, signal: null });
    expect(app.notices.filter((line) => !line.startsWith('[telemetry]'))).toEqual([]);
  });
});

test('what the application emits by hand ends nothing, and comes to its listeners at once', async () => {
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

test('a signal comes by the `process.emit` that the application has put in its place, whatever that returns', async () => {
  await using app = new AppProcess({ app: 'own-emit.ts', env: { CORTEX_PROFILES: 'off' } });
  expect(await app.exit).toEqual({ code: 7, signal: null });
  expect(app.stdout).toBe('heard [["SIGTERM","SIGTERM",15]]\n');
});
