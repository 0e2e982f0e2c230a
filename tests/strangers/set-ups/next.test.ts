import { join } from 'node:path';
import { freePorts } from '@cortex/local/testing';
import { eventually, OtlpReceiver, type Trace, traceMatchers } from '@cortex/trace-testing';
import { receivedTraces } from '../run/received-traces.ts';
import { describeWhole } from '../run/scope.ts';
import { runStranger, Stranger } from '../run/stranger.ts';
import { SetUpProject } from './set-up-project.ts';

expect.extend(traceMatchers);

describeWhole('McpInstrumentation in Next.js', () => {
  let project: SetUpProject;

  beforeAll(async () => {
    project = await SetUpProject.install('next');
  });

  afterAll(() => project[Symbol.asyncDispose]());

  test('both sides of a call are in the trace of the request', async () => {
    await using receiver = await OtlpReceiver.start();
    const next = join(project.folder, '../node_modules/next/dist/bin/next');
    const env = {
      NEXT_TELEMETRY_DISABLED: '1',
      OTEL_SERVICE_NAME: 'app',
      OTEL_EXPORTER_OTLP_ENDPOINT: receiver.url,
      OTEL_EXPORTER_OTLP_PROTOCOL: 'http/json',
    };
    await runStranger({ cwd: project.folder, args: [next, 'build'], env });
    const [port] = await freePorts(1);
    const url = `http://127.0.0.1:${port}/api/call`;
    const args = [next, 'start', '--hostname', '127.0.0.1', '--port', String(port)];
    await using server = new Stranger({ cwd: project.folder, args, env });
    await eventually(() => server.stdout.includes('Ready') || undefined, { what: 'Next.js to listen' });
    expect(await (await fetch(url)).text()).toBe('hello');
    const name = 'tools/call echo';
    // Its own span ends, and is sent, after those in it.
    const isWholeTrace = ({ roots }: Trace) => roots.length === 1 && roots[0]?.name === 'GET /api/call';
    const trace = await eventually(() => receivedTraces(receiver).find(isWholeTrace), { what: 'the whole trace' });
    const children = [{ name, kind: 'SERVER' as const }];
    expect(trace).toContainTrace({ name, kind: 'CLIENT', children });
    expect(trace.spans.filter((span) => span.name === name)).toHaveLength(2);
  });
});
