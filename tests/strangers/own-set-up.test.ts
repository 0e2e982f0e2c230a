import { traceMatchers } from '@cortex/telemetry/testing';
import { OtlpReceiver } from '../../telemetry/src/test-support/otlp-receiver.ts';
import { traceWith } from './run/received-traces.ts';
import { runStranger } from './run/stranger.ts';

expect.extend(traceMatchers);

describe.each([
  ['--import', 'mjs'],
  ['--require', 'cjs'],
])('McpInstrumentation alone in a NodeSDK of the application (%s ./own-set-up.%s)', (preload, format) => {
  let receiver: OtlpReceiver;
  let app: Awaited<ReturnType<typeof runStranger>>;

  beforeAll(async () => {
    receiver = await OtlpReceiver.start();
    app = await runStranger({
      args: [preload, `./own-set-up.${format}`, `in-memory.${format}`],
      env: { OTEL_SERVICE_NAME: 'app', OTEL_EXPORTER_OTLP_ENDPOINT: receiver.url, OTEL_METRICS_EXPORTER: 'none' },
    });
  });

  afterAll(() => receiver[Symbol.asyncDispose]());

  test.each(['oldest', 'v1', 'v2'])('traces both sides of a call by the %s SDK', (sdk) => {
    const name = `tools/call ${sdk}`;
    expect(traceWith(receiver, { name, service: 'app' })).toEqualTrace({
      name,
      kind: 'CLIENT',
      children: [{ name, kind: 'SERVER' }],
    });
  });

  test('starts nothing else of the package', () => {
    const scopes = receiver.bodies.flatMap(({ resourceSpans = [] }) =>
      resourceSpans.flatMap(({ scopeSpans }) => scopeSpans.map(({ scope }) => scope.name)),
    );
    expect(new Set(scopes)).toEqual(new Set(['@cortex/telemetry/mcp']));
    expect(app.stderr).toBe('');
  });
});
