import { OtlpReceiver, traceMatchers } from '@cortex/trace-testing';
import { PRELOAD } from './run/everything.ts';
import { installation } from './run/installation.ts';
import { receivedTraces, traceWith } from './run/received-traces.ts';
import { runStranger } from './run/stranger.ts';

expect.extend(traceMatchers);

const RUNS: ['22.15.0' | '24.21.0' | '26.10.0', 'mjs' | 'cjs'][] = [
  ['22.15.0', 'mjs'],
  ['22.15.0', 'cjs'],
  ['24.21.0', 'mjs'],
  ['24.21.0', 'cjs'],
  ['26.10.0', 'mjs'],
  ['26.10.0', 'cjs'],
];

describe.each(RUNS)('the published package on Node.js %s, in-memory.%s', (version, format) => {
  let receiver: OtlpReceiver;
  let app: Awaited<ReturnType<typeof runStranger>>;

  beforeAll(async () => {
    receiver = await OtlpReceiver.start();
    app = await runStranger({
      command: installation().nodes[version.slice(0, 2)] as string,
      args: [...PRELOAD[format], `in-memory.${format}`],
      env: { OTEL_SERVICE_NAME: 'app', OTEL_EXPORTER_OTLP_ENDPOINT: receiver.url },
    });
  });

  afterAll(() => receiver[Symbol.asyncDispose]());

  test.each(['oldest', 'v1', 'v2'])('traces both sides of a call with the %s SDK', (sdk) => {
    const name = `tools/call ${sdk}`;
    expect(traceWith(receiver, { name, service: 'app' })).toEqualTrace({
      name,
      kind: 'CLIENT',
      children: [{ name, kind: 'SERVER' }],
    });
  });

  test('runs on that version', () => {
    const [body] = receiver.bodies.filter(({ resourceSpans }) => resourceSpans !== undefined);
    expect(JSON.stringify(body?.resourceSpans?.[0]?.resource)).toContain(version);
  });

  test('traces nothing else', () => {
    const names = receivedTraces(receiver).flatMap(({ spans }) => spans.map((span) => span.name));
    expect(names.filter((name) => !/^(?:initialize|notifications\/initialized|tools\/call \w+)$/.test(name))).toEqual(
      [],
    );
  });

  test('prints nothing', () => {
    expect(app.stdout + app.stderr).toBe('');
  });
});

test.each([
  ['--import beside another --require', ['--require', './nothing.cjs', ...PRELOAD.mjs, 'in-memory.mjs']],
  [
    '--require beside hooks in another thread',
    ['--require', './asynchronous-hooks.cjs', ...PRELOAD.cjs, 'in-memory.cjs'],
  ],
])('%s traces on Node.js 22.15 as it does alone', async (_, args) => {
  await using receiver = await OtlpReceiver.start();
  const { stdout, stderr } = await runStranger({
    command: installation().nodes['22'] as string,
    args,
    env: { OTEL_SERVICE_NAME: 'app', OTEL_EXPORTER_OTLP_ENDPOINT: receiver.url },
  });
  expect(stdout + stderr).toBe('');
  for (const sdk of ['oldest', 'v1', 'v2'])
    expect(traceWith(receiver, { name: `tools/call ${sdk}`, service: 'app' })).toBeDefined();
});

test('on a Node.js without in-thread module hooks, --require warns that it does not instrument ES modules', async () => {
  const { stderr } = await runStranger({
    command: installation().nodes['22'] as string,
    args: [...PRELOAD.cjs, 'in-memory.mjs'],
    env: { OTEL_TRACES_EXPORTER: 'none', OTEL_METRICS_EXPORTER: 'none', OTEL_LOGS_EXPORTER: 'none' },
  });
  expect(stderr).toBe(
    '[telemetry] warning: with this version of Node.js or of @opentelemetry/instrumentation, --require does not instrument what is imported; use --import\n',
  );
});
