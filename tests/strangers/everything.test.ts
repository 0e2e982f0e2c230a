import { type ExpectedSpan, OtlpReceiver, traceMatchers } from '@cortex/trace-testing';
import { EverythingByHttp, everythingByStdio, PRELOAD } from './run/everything.ts';
import { traceWith } from './run/received-traces.ts';
import { runStranger } from './run/stranger.ts';

expect.extend(traceMatchers);

type Format = 'mjs' | 'cjs';
const CLIENTS: ['v1' | 'v2', Format][] = [
  ['v1', 'mjs'],
  ['v1', 'cjs'],
  ['v2', 'mjs'],
  ['v2', 'cjs'],
];

/** Runs a client app that calls server-everything and ends. */
async function visit(receiver: OtlpReceiver, { app, target }: { app: string; target: string[] }): Promise<void> {
  const preload = PRELOAD[app.slice(-3) as Format];
  const env = { OTEL_SERVICE_NAME: app, OTEL_EXPORTER_OTLP_ENDPOINT: receiver.url };
  const { stdout } = await runStranger({ args: [...preload, app, ...target], env });
  expect(stdout).toBe('Echo: hello\n');
}

const call = (name: string, service: string, kind: 'CLIENT' | 'SERVER', more: Partial<ExpectedSpan> = {}) => ({
  name,
  kind,
  service,
  ...more,
});

describe('server-everything over stdio', () => {
  let receiver: OtlpReceiver;

  beforeAll(async () => {
    receiver = await OtlpReceiver.start();
    for (const [sdk, format] of CLIENTS) {
      const target = [process.execPath, ...everythingByStdio(PRELOAD[format])];
      await visit(receiver, { app: `visit-${sdk}.${format}`, target });
    }
  });

  afterAll(() => receiver[Symbol.asyncDispose]());

  describe.each(CLIENTS)('called by a %s client, %s', (sdk, format) => {
    const app = `visit-${sdk}.${format}`;

    test.each(['initialize', 'tools/call echo'])('has one trace of %s across both processes', (name) => {
      expect(traceWith(receiver, { name, service: app })).toEqualTrace(
        call(name, app, 'CLIENT', {
          attributes: { 'network.transport': 'pipe' },
          children: [call(name, 'everything', 'SERVER')],
        }),
      );
    });

    test('has the request of the server to the client in the trace of the call', () => {
      const name = 'tools/call trigger-sampling-request';
      const back = 'sampling/createMessage';
      const asked = call(back, 'everything', 'CLIENT', { children: [call(back, app, 'SERVER')] });
      expect(traceWith(receiver, { name, service: app })).toEqualTrace(
        call(name, app, 'CLIENT', { children: [call(name, 'everything', 'SERVER', { children: [asked] })] }),
      );
    });
  });
});

describe('server-everything over Streamable HTTP', () => {
  let receiver: OtlpReceiver;

  beforeAll(async () => {
    receiver = await OtlpReceiver.start();
    await using server = await EverythingByHttp.start({ OTEL_EXPORTER_OTLP_ENDPOINT: receiver.url });
    for (const [sdk, format] of CLIENTS) {
      await visit(receiver, { app: `visit-${sdk}.${format}`, target: [server.url] });
    }
    await server.stop();
  });

  afterAll(() => receiver[Symbol.asyncDispose]());

  test('is measured on both sides', () => {
    const names = receiver.metrics.map(({ name }) => name);
    expect(names).toEqual(
      expect.arrayContaining([
        'mcp.client.operation.duration',
        'mcp.client.session.duration',
        'mcp.server.operation.duration',
      ]),
    );
  });

  /** The HTTP request below an MCP client span, with its server span. */
  const request = (from: string, to: string) =>
    call('POST', from, 'CLIENT', { children: [call('POST', to, 'SERVER')] });

  describe.each(CLIENTS)('called by a %s client, %s', (sdk, format) => {
    const app = `visit-${sdk}.${format}`;

    test.each(['initialize', 'tools/call echo'])('has one trace of %s with its HTTP request', (name) => {
      const trace = traceWith(receiver, { name, service: app });
      const served = call(name, 'everything', 'SERVER', { links: [call('POST', 'everything', 'SERVER')] });
      expect(trace).toContainTrace(call(name, app, 'CLIENT', { children: [request(app, 'everything'), served] }));
      expect(trace.spans).toHaveLength(4);
    });

    test('has the request of the server to the client in the trace of the call', () => {
      const name = 'tools/call trigger-sampling-request';
      const back = 'sampling/createMessage';
      const trace = traceWith(receiver, { name, service: app });
      const answered = call(back, app, 'SERVER', { children: [request(app, 'everything')] });
      const asked = call(back, 'everything', 'CLIENT', { children: [answered] });
      const served = call(name, 'everything', 'SERVER', { children: [asked] });
      expect(trace).toContainTrace(call(name, app, 'CLIENT', { children: [request(app, 'everything'), served] }));
      expect(trace.roots).toHaveLength(1);
    });
  });
});
