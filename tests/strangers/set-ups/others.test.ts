import { OtlpReceiver, traceMatchers } from '@cortex/trace-testing';
import { receivedTraces } from '../run/received-traces.ts';
import { describeWhole } from '../run/scope.ts';
import { runStranger } from '../run/stranger.ts';
import { SetUpProject } from './set-up-project.ts';

expect.extend(traceMatchers);

interface Run {
  args?: string[];
  env?: Record<string, string>;
}

/** Makes it use its own exporter of OTLP. */
const datadog = ({ url }: OtlpReceiver) => ({
  DD_TRACE_STARTUP_LOGS: 'false',
  OTEL_TRACES_EXPORTER: 'otlp',
  OTEL_EXPORTER_OTLP_TRACES_PROTOCOL: 'http/json',
  OTEL_EXPORTER_OTLP_ENDPOINT: url,
});

describeWhole('McpInstrumentation beside Sentry, Traceloop, Langfuse, Vercel and Datadog', () => {
  let project: SetUpProject;

  beforeAll(async () => {
    project = await SetUpProject.install('set-ups');
  });

  afterAll(() => project[Symbol.asyncDispose]());

  async function run(receiver: OtlpReceiver, setUp: string, { args = [], env = {} }: Run = {}): Promise<void> {
    const { stdout } = await runStranger({
      cwd: project.folder,
      args: ['--import', `./${setUp}.mjs`, 'app.mjs', `./${setUp}.mjs`, ...args],
      env: { RECEIVER: receiver.url, ...(setUp === 'datadog' && datadog(receiver)), ...env },
    });
    expect(stdout).toBe('hello\n');
  }

  const name = 'tools/call echo';
  const work = { name: 'work' };
  const callWith = (children: object[]) => ({
    name,
    kind: 'CLIENT' as const,
    children: [{ name, kind: 'SERVER' as const, children }],
  });

  test.each([
    ['traceloop', 'user.workflow', [work]],
    ['vercel', 'user', [work]],
    ['datadog', 'user', [work]],
    // Langfuse accepts only spans of generative AI.
    ['langfuse', 'user', []],
  ])('%s has both sides of a call in its own trace', async (setUp, root, inner) => {
    await using receiver = await OtlpReceiver.start();
    await run(receiver, setUp);
    const trace = receivedTraces(receiver).find(({ spans }) => spans.some((span) => span.name === name));
    expect(trace).toEqualTrace({ name: root, children: [callWith(inner)] });
  });

  test('Sentry has one span for each side of a call in its own trace', async () => {
    await using receiver = await OtlpReceiver.start();
    await run(receiver, 'sentry');
    const spans = sentrySpans(receiver);
    const user = spans.find((span) => span.name === 'user');
    const sides = spans.filter((span) => span.trace_id === user?.trace_id && span.name === name);
    expect(sides.map(({ attributes }) => attributes['jsonrpc.request.id']?.value)).toEqual(['1', '1']);
    expect(sides.filter(({ attributes }) => attributes['sentry.op']?.value === 'mcp.server')).toHaveLength(1);
    expect(spans.find((span) => span.name === 'work')?.trace_id).toBe(user?.trace_id);
  });

  test('Sentry has one trace across the processes of a client and of a server by stdio', async () => {
    await using receiver = await OtlpReceiver.start();
    await run(receiver, 'sentry', { args: ['stdio'] });
    expect(lineOf(sentrySpans(receiver), 'work')).toEqual(['work', name, name, 'user']);
  });

  test('without its integration McpServer, Sentry has no other span of a server in a process of its own', async () => {
    await using receiver = await OtlpReceiver.start();
    await run(receiver, 'sentry', { args: ['stdio'], env: { WITHOUT_INTEGRATION: 'McpServer' } });
    const spans = sentrySpans(receiver);
    expect(lineOf(spans, 'work')).toEqual(['work', name, name, 'user']);
    expect(spans.filter((span) => span.name === name)).toHaveLength(2);
  });
});

/** The names of a span and of all spans above it in its trace. */
function lineOf(spans: SentrySpan[], name: string): string[] {
  const line: string[] = [];
  let span = spans.find((candidate) => candidate.name === name);
  while (span !== undefined) {
    const { name, trace_id, parent_span_id } = span;
    line.push(name);
    span = spans.find((above) => above.span_id === parent_span_id && above.trace_id === trace_id);
  }
  return line;
}

interface SentrySpan {
  name: string;
  trace_id: string;
  span_id: string;
  parent_span_id?: string;
  attributes: Record<string, { value: unknown }>;
}

/** Parses envelopes, which are lines of JSON: https://develop.sentry.dev/sdk/foundations/transport/envelopes/ */
function sentrySpans({ received }: OtlpReceiver): SentrySpan[] {
  const lines = received
    .filter(({ path }) => path.includes('/envelope/'))
    .flatMap(({ body }) => String(body).split('\n'));
  return lines.filter((line) => line !== '').flatMap((line) => JSON.parse(line).items ?? []);
}
