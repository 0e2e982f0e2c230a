import { randomBytes } from 'node:crypto';
import { OtlpReceiver, traceMatchers } from '@cortex/trace-testing';
import { EverythingByHttp, everythingByStdio } from './run/everything.ts';
import { installation } from './run/installation.ts';
import { receivedTraces } from './run/received-traces.ts';
import { runStranger } from './run/stranger.ts';

expect.extend(traceMatchers);

const installed = installation().python;
if ('missing' in installed) console.warn(`The Python client is not tested: ${installed.missing}.`);
const testWithPython = 'python' in installed ? test : test.skip;

const traceId = randomBytes(16).toString('hex');
const spanId = randomBytes(8).toString('hex');

async function visit(receiver: OtlpReceiver, target: string[]): Promise<void> {
  const { stdout } = await runStranger({
    command: 'python' in installed ? installed.python : '',
    args: ['client.py', `00-${traceId}-${spanId}-01`, ...target],
    env: { OTEL_EXPORTER_OTLP_ENDPOINT: receiver.url },
  });
  expect(stdout).toBe('Echo: hello\n');
}

const SERVED = { name: 'tools/call echo', kind: 'SERVER', service: 'everything' } as const;

function continued(receiver: OtlpReceiver) {
  const trace = receivedTraces(receiver).find((candidate) => candidate.traceId === traceId);
  const span = trace?.spans.find(({ name }) => name === SERVED.name);
  return { trace, span };
}

testWithPython('a trace of a Python client continues in the server over stdio', async () => {
  await using receiver = await OtlpReceiver.start();
  await visit(receiver, [process.execPath, ...everythingByStdio()]);
  const { trace, span } = continued(receiver);
  expect(trace).toContainTrace(SERVED);
  expect(span?.parentSpanId).toBe(spanId);
});

testWithPython(
  'a trace of a Python client continues in the server over HTTP, linked to that of the request',
  async () => {
    await using receiver = await OtlpReceiver.start();
    await using server = await EverythingByHttp.start({ OTEL_EXPORTER_OTLP_ENDPOINT: receiver.url });
    await visit(receiver, [server.url]);
    await server.stop();
    const { trace, span } = continued(receiver);
    expect(trace).toContainTrace(SERVED);
    expect(span?.parentSpanId).toBe(spanId);
    // The HTTP client of the Python SDK is not instrumented, so the request has a trace of its own.
    const [link] = span?.links ?? [];
    const other = receivedTraces(receiver).find((candidate) => candidate.traceId === link?.traceId);
    expect(other).toEqualTrace({ name: 'POST', kind: 'SERVER', service: 'everything' });
    expect(other?.roots[0]?.spanId).toBe(link?.spanId);
  },
);
