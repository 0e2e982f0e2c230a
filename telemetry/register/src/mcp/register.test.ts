import { platformContract } from '@cortex/signals/platform-contract';
import { OtlpReceiver, type OtlpSpan, plainAttributes } from '@cortex/trace-testing';
import { AppProcess } from '../test-support/app-process.ts';

const SERVER = 2;
const CLIENT = 3;

let receiver: OtlpReceiver;
let app: AppProcess;

beforeAll(async () => {
  receiver = await OtlpReceiver.start();
  app = new AppProcess({ app: 'mcp-app.ts', env: { OTEL_EXPORTER_OTLP_ENDPOINT: receiver.url } });
  expect(await app.exit).toEqual({ code: 0, signal: null });
});

afterAll(async () => {
  await app[Symbol.asyncDispose]();
  await receiver[Symbol.asyncDispose]();
});

const calls = (kind: number) =>
  receiver.spans.filter((span) => span.name === 'tools/call echo' && span.kind === kind) as OtlpSpan[];
const parentOf = ({ parentSpanId }: OtlpSpan) => receiver.spans.find(({ spanId }) => spanId === parentSpanId);

test('register alone exports one span for each side of a call, with the HTTP spans between them', () => {
  const revisions = calls(CLIENT).map(({ attributes }) => plainAttributes(attributes)['mcp.protocol.version']);
  expect(revisions.toSorted()).toEqual(['2025-11-25', '2026-07-28']);
  expect(calls(SERVER)).toHaveLength(2);
  for (const server of calls(SERVER)) {
    expect(plainAttributes(server.attributes)).toMatchObject({ 'app.echoes': 'hello', 'network.transport': 'tcp' });
    const client = parentOf(server);
    expect(client).toMatchObject({ name: 'tools/call echo', kind: CLIENT });
    const httpServer = receiver.spans.find(({ spanId }) => spanId === server.links?.[0]?.spanId) as OtlpSpan;
    expect(httpServer.kind).toBe(SERVER);
    expect(parentOf(httpServer)).toMatchObject({ kind: CLIENT, parentSpanId: client?.spanId });
  }
});

test.each(['mcp.client.operation.duration', 'mcp.server.operation.duration', 'mcp.client.session.duration'])(
  '%s is exported in seconds, with the buckets of the contract',
  (name) => {
    const metric = receiver.metrics.find((sent) => sent.name === name);
    expect(metric?.unit).toBe('s');
    expect(metric?.histogram?.dataPoints[0]?.explicitBounds).toEqual(platformContract().metrics[name]?.buckets);
  },
);

test('the operations are counted by method and tool', () => {
  const { histogram } = receiver.metrics.find(({ name }) => name === 'mcp.server.operation.duration') ?? {};
  const points = histogram?.dataPoints.map(({ attributes }) => plainAttributes(attributes));
  expect(points).toContainEqual(
    expect.objectContaining({
      'mcp.method.name': 'tools/call',
      'gen_ai.tool.name': 'echo',
      'network.transport': 'tcp',
    }),
  );
});

test('nothing is written to standard error', () => {
  expect(app.stderr).toBe('');
});
