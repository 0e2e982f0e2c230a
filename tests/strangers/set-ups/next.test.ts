import { cp } from 'node:fs/promises';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { freePorts } from '@cortex/local/testing';
import { eventually, OtlpReceiver, type Trace, traceMatchers } from '@cortex/trace-testing';
import { EXAMPLES, scriptOf } from '../run/examples.ts';
import { receivedTraces } from '../run/received-traces.ts';
import { describeWhole } from '../run/scope.ts';
import { runStranger, Stranger } from '../run/stranger.ts';
import { SetUpProject } from './set-up-project.ts';

expect.extend(traceMatchers);

/** Next.js' name for its span of a request that a route sends. */
const FETCH = /^fetch GET /;
const isOfNext = (span: { name: string }) => FETCH.test(span.name);
const EXPORTS_JSON = { OTEL_EXPORTER_OTLP_PROTOCOL: 'http/json' };

describeWhole('McpInstrumentation in Next.js', () => {
  let project: SetUpProject;
  let next: string;

  beforeAll(async () => {
    project = await SetUpProject.install('next');
    next = join(project.folder, '../node_modules/next/dist/bin/next');
    await cp(join(EXAMPLES, 'next'), project.folder, { recursive: true });
    await runStranger({ cwd: project.folder, args: [next, 'build'], env: { NEXT_TELEMETRY_DISABLED: '1' } });
  });

  afterAll(() => project[Symbol.asyncDispose]());

  /** The example with one more route. Resolves when it listens. */
  async function start(env: Record<string, string>): Promise<AsyncDisposable & { url: string }> {
    const [port] = await freePorts(1);
    const server = new Stranger({
      cwd: project.folder,
      args: [next, 'start', '--hostname', '127.0.0.1', '--port', String(port)],
      env: { ...EXPORTS_JSON, ...env, NEXT_TELEMETRY_DISABLED: '1' },
    });
    await eventually(() => server.stdout.includes('Ready'), { what: 'Next.js to listen' });
    return { url: `http://127.0.0.1:${port}`, [Symbol.asyncDispose]: () => server[Symbol.asyncDispose]() };
  }

  test('both sides of a call are in the trace of the request', async () => {
    await using receiver = await OtlpReceiver.start();
    await using server = await start({ OTEL_EXPORTER_OTLP_ENDPOINT: receiver.url });
    expect(await (await fetch(`${server.url}/api/call`)).text()).toBe('hello');
    const name = 'tools/call echo';
    // Its own span ends, and is sent, after those within it.
    const isWholeTrace = ({ roots }: Trace) => roots.length === 1 && roots[0]?.name === 'GET /api/call';
    const trace = await eventually(() => receivedTraces(receiver).find(isWholeTrace), { what: 'the whole trace' });
    const children = [{ name, kind: 'SERVER' as const }];
    expect(trace).toContainTrace({ name, kind: 'CLIENT', children });
    expect(trace.spans.filter((span) => span.name === name)).toHaveLength(2);
  });

  test('example next: a call to a server in a route has one trace through both programs', async () => {
    await using receiver = await OtlpReceiver.start();
    const [port = 0] = await freePorts(1);
    await using _weather = createServer((request, response) => response.end(`sunny at ${request.url}`)).listen(port);
    const env = { OTEL_EXPORTER_OTLP_ENDPOINT: receiver.url };
    await using server = await start({ ...env, WEATHER_URL: `http://127.0.0.1:${port}` });
    const { stdout } = await runStranger({
      cwd: project.folder,
      args: [...(await scriptOf('next', 'call')), `${server.url}/mcp`],
      env: { ...EXPORTS_JSON, ...env, OTEL_SERVICE_NAME: 'caller' },
    });
    expect(stdout).toBe('sunny at /Oslo?format=3\n');
    const name = 'tools/call forecast';
    const isWholeTrace = ({ roots, spans }: Trace) => roots[0]?.name === name && spans.some(isOfNext);
    const trace = await eventually(() => receivedTraces(receiver).find(isWholeTrace), { what: 'the whole trace' });
    const fetched = { name: FETCH, kind: 'CLIENT' as const };
    const handled = { name, kind: 'SERVER' as const, service: 'weather', children: [fetched] };
    expect(trace).toContainTrace({ name, kind: 'CLIENT', service: 'caller', children: [handled] });
  });
});
