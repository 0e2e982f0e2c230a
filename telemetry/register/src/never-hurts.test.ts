import { eventually, OtlpReceiver } from '@cortex/trace-testing';
import { AppProcess } from './test-support/app-process.ts';

const NOBODY = 'http://127.0.0.1:9';
/** Unsets the longer limit of AppProcess, so that the documented default applies. */
const DEFAULT_LIMIT = { CORTEX_SHUTDOWN_TIMEOUT: '' };
/** The documented 1 s, plus the time that a busy machine needs to run a few timers. */
const STOP_LIMIT_MILLISECONDS = 4500;

async function stopTime(app: AppProcess): Promise<number> {
  const [, milliseconds] = await eventually(() => /stopped after (\d+) ms/.exec(app.stdout) ?? undefined, {
    what: 'the stop',
  });
  return Number(milliseconds);
}

describe('with a Collector that refuses connections', () => {
  test('the app starts, answers and stops with its own status', async () => {
    await using app = new AppProcess({ app: 'koa-app.ts', env: { OTEL_EXPORTER_OTLP_ENDPOINT: NOBODY } });
    expect((await fetch(`${await app.url()}/items/1`)).status).toBe(200);
    app.signal('SIGTERM');
    expect(await app.exit).toEqual({ code: null, signal: 'SIGTERM' });
  });

  test('an app with a handler of its own stops within the limit', async () => {
    await using app = new AppProcess({
      app: 'own-handler.ts',
      env: { ...DEFAULT_LIMIT, OTEL_EXPORTER_OTLP_ENDPOINT: NOBODY },
    });
    await app.url();
    app.signal('SIGTERM');
    expect(await app.exit).toEqual({ code: 3, signal: null });
    expect(await stopTime(app)).toBeLessThan(STOP_LIMIT_MILLISECONDS);
  });

  test('one line reports the outage, and one its end with what was lost', async () => {
    await using receiver = await OtlpReceiver.start();
    receiver.behaviour = 'refuse';
    await using app = new AppProcess({
      app: 'own-handler.ts',
      env: { OTEL_EXPORTER_OTLP_ENDPOINT: receiver.url },
    });
    await eventually(() => receiver.refused > 10, { what: 'several refused batches' });
    receiver.behaviour = 'answer';
    await eventually(() => app.stderr.includes('delivered again'), { what: 'the end of the outage' });
    expect(app.notices).toEqual([
      expect.stringMatching(/^\[telemetry\] \w+ do not reach http:\S+ \(.+\): the application keeps running/),
      expect.stringMatching(
        /^\[telemetry\] telemetry is delivered again after \d+ s; lost in failed exports: .*traces \d+/,
      ),
    ]);
  });

  test('spans that a full queue drops are counted', async () => {
    await using receiver = await OtlpReceiver.start();
    receiver.behaviour = 'hang';
    await using app = new AppProcess({
      app: 'koa-app.ts',
      env: {
        OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: `${receiver.url}/v1/traces`,
        OTEL_BSP_MAX_QUEUE_SIZE: '2',
        OTEL_BSP_MAX_EXPORT_BATCH_SIZE: '1',
        OTEL_BSP_EXPORT_TIMEOUT: '600000',
      },
    });
    const url = await app.url();
    for (let request = 0; request < 5; request += 1) await fetch(`${url}/plain`);
    const metrics = await (await fetch(`${url}/metrics`)).text();
    expect(metrics).toMatch(/^otel_sdk_processor_span_processed_total\{[^}]*error_type="queue_full"[^}]*\} \d+$/m);
  });
});

describe.each(['full disk', 'reader gone'] as const)('with a standard error that cannot be written (%s)', (stderr) => {
  test('the app answers, stops with its own status, and the lost line is counted', async () => {
    // The line is written only when an export has been retried until its timeout.
    const env = { OTEL_EXPORTER_OTLP_ENDPOINT: NOBODY, OTEL_EXPORTER_OTLP_TIMEOUT: '500' };
    await using app = new AppProcess({ app: 'koa-app.ts', env, stderr });
    const url = await app.url();
    await eventually(
      async () => {
        await fetch(`${url}/plain`);
        const metrics = await (await fetch(`${url}/metrics`)).text();
        return /^telemetry_lines_lost_total\{log_iostream="stderr",[^}]*\} [1-9]/m.exec(metrics) ?? undefined;
      },
      { what: 'the lost line' },
    );
    app.signal('SIGTERM');
    expect(await app.exit).toEqual({ code: null, signal: 'SIGTERM' });
  });

  test("errors of standard error still reach the app's own listener", async () => {
    await using app = new AppProcess({ app: 'writing.ts', env: { OTEL_EXPORTER_OTLP_ENDPOINT: NOBODY }, stderr });
    expect((await app.exit).code).toBe(5);
  });
});

describe('with a Collector that never answers', () => {
  test('requests are answered and the stop stays within the limit', async () => {
    await using receiver = await OtlpReceiver.start();
    receiver.behaviour = 'hang';
    await using app = new AppProcess({
      app: 'own-handler.ts',
      env: { ...DEFAULT_LIMIT, OTEL_EXPORTER_OTLP_ENDPOINT: receiver.url },
    });
    await app.url();
    app.signal('SIGTERM');
    expect(await app.exit).toEqual({ code: 3, signal: null });
    expect(await stopTime(app)).toBeLessThan(STOP_LIMIT_MILLISECONDS);
    expect(app.notices).toEqual([
      expect.stringContaining('not all telemetry could be sent at the end of the process, which waits 1 s'),
    ]);
  });

  test('a process without further work ends with its own status', async () => {
    await using receiver = await OtlpReceiver.start();
    receiver.behaviour = 'hang';
    await using app = new AppProcess({
      app: 'one-span.ts',
      env: { ...DEFAULT_LIMIT, OTEL_EXPORTER_OTLP_ENDPOINT: receiver.url },
    });
    expect(await app.exit).toEqual({ code: 7, signal: null });
  });
});

describe('at the end of a process', () => {
  test('queued telemetry is sent when the process has no further work', async () => {
    await using receiver = await OtlpReceiver.start();
    await using app = new AppProcess({
      app: 'one-span.ts',
      env: { OTEL_EXPORTER_OTLP_ENDPOINT: receiver.url, OTEL_BSP_SCHEDULE_DELAY: '60000' },
    });
    expect(await app.exit).toEqual({ code: 7, signal: null });
    expect(receiver.spans.map(({ name }) => name)).toEqual(['only']);
  });

  test.each(['SIGTERM', 'SIGINT'] as const)(
    'queued telemetry is sent at %s, which still ends the process',
    async (signal) => {
      await using receiver = await OtlpReceiver.start();
      await using app = new AppProcess({
        app: 'koa-app.ts',
        env: { OTEL_EXPORTER_OTLP_ENDPOINT: receiver.url, OTEL_BSP_SCHEDULE_DELAY: '60000' },
      });
      await fetch(`${await app.url()}/plain`);
      app.signal(signal);
      expect(await app.exit).toEqual({ code: null, signal });
      expect(receiver.spans.map(({ name }) => name)).toContain('GET /plain');
    },
  );

  test('an app with a handler of its own flushes through shutdownTelemetry', async () => {
    await using receiver = await OtlpReceiver.start();
    await using app = new AppProcess({
      app: 'own-handler.ts',
      env: { OTEL_EXPORTER_OTLP_ENDPOINT: receiver.url, OTEL_BSP_SCHEDULE_DELAY: '60000' },
    });
    await app.url();
    app.signal('SIGTERM');
    expect(await app.exit).toEqual({ code: 3, signal: null });
    expect(receiver.spans.map(({ name }) => name)).toContain('last');
  });
});

describe('with bad values', () => {
  test('each gives one clear line, and the app runs with the defaults', async () => {
    await using receiver = await OtlpReceiver.start();
    await using app = new AppProcess({
      app: 'one-span.ts',
      env: {
        OTEL_EXPORTER_OTLP_ENDPOINT: receiver.url,
        OTEL_EXPORTER_OTLP_PROTOCOL: 'foo',
        OTEL_EXPORTER_OTLP_LOGS_ENDPOINT: 'not a url',
        OTEL_METRIC_EXPORT_INTERVAL: 'soon',
        OTEL_METRIC_EXPORT_TIMEOUT: '-5',
        OTEL_BSP_MAX_QUEUE_SIZE: 'big',
        OTEL_TRACES_SAMPLER: 'sometimes',
        OTEL_TRACES_EXPORTER: 'fax',
        OTEL_LOG_LEVEL: 'loud',
        OTEL_PROPAGATORS: 'pigeon',
        OTEL_RESOURCE_ATTRIBUTES: 'a=%E0%A4%A',
      },
    });
    expect(await app.exit).toEqual({ code: 7, signal: null });
    const lines = [
      /OTEL_EXPORTER_OTLP_PROTOCOL: expected http\/json or http\/protobuf, got "foo"; using http\/json/,
      /Could not parse .*'not a url'/,
      /'soon' for OTEL_METRIC_EXPORT_INTERVAL, expected a number/,
      /OTEL_METRIC_EXPORT_TIMEOUT: expected a number above 0, got -5/,
      /'big' for OTEL_BSP_MAX_QUEUE_SIZE/,
      /OTEL_TRACES_SAMPLER value "sometimes"/,
      /OTEL_TRACES_EXPORTER: expected otlp or console or none, got "fax"; using otlp/,
      /[Uu]nknown log level/,
      /OTEL_PROPAGATORS: expected some of .* got "pigeon"; using tracecontext, baggage/,
      /OTEL_RESOURCE_ATTRIBUTES: expected key=value pairs/,
    ];
    for (const line of lines) expect(app.notices.filter((notice) => line.test(notice))).toHaveLength(1);
    expect(app.notices).toHaveLength(lines.length);
    expect(receiver.spans.map(({ name }) => name)).toEqual(['only']);
  });

  test('an endpoint that is not a URL gives one line', async () => {
    await using app = new AppProcess({ app: 'koa-app.ts', env: { OTEL_EXPORTER_OTLP_ENDPOINT: 'somewhere' } });
    expect((await fetch(`${await app.url()}/plain`)).status).toBe(200);
    expect(app.notices.filter((line) => line.includes('somewhere'))).toHaveLength(1);
  });
});

test('when an older API has already registered an SDK, the app runs as before, and one line says what is lost', async () => {
  await using receiver = await OtlpReceiver.start();
  const older = `data:text/javascript,globalThis[Symbol.for('opentelemetry.js.api.1')]={version:'1.9.1'}`;
  await using app = new AppProcess({
    app: 'one-span.ts',
    flags: ['--import', older],
    env: { OTEL_EXPORTER_OTLP_ENDPOINT: receiver.url },
  });
  expect(await app.exit).toEqual({ code: 7, signal: null });
  expect(app.notices).toEqual([expect.stringContaining('another version of @opentelemetry/api')]);
  expect(receiver.spans).toEqual([]);
});
