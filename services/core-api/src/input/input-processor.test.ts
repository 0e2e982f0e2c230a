import { AsyncLocalStorage } from 'node:async_hooks';
import { setTimeout as pause } from 'node:timers/promises';
import { BackgroundTasks, createLogger, createTokenIssuer, type StartedService } from '@cortex/runtime';
import { createMcpClient, type McpClient } from '@cortex/runtime/mcp-client';
import { startTraceHarness, type TraceHarness, traceMatchers } from '@cortex/trace-testing';
import { trace } from '@opentelemetry/api';
import { LIMITS } from '../config.ts';
import { InProcessBus } from '../events/in-process/in-process-bus.ts';
import { type FoundItem, startCognitionPeer } from '../testing/test-peers.ts';
import { INTERNAL_SECRET } from '../testing/test-settings.ts';
import { InputProcessor } from './input-processor.ts';

expect.extend(traceMatchers);

const input = { inputId: 'input-1', userId: 'ada', content: 'hello ada@example.com', acceptedAt: 0 };

let harness: TraceHarness;
let peer: StartedService;
let cognition: McpClient;

async function startProcessor(find: () => Promise<FoundItem[]>): Promise<InputProcessor> {
  peer = await startCognitionPeer(find);
  const issuer = createTokenIssuer({ secret: INTERNAL_SECRET, issuer: 'core-api' });
  const token = (userId: string) => inSpan('call', () => issuer.issue(userId, 'cognition-service'));
  cognition = createMcpClient({
    service: 'core-api',
    peer: 'cognition-service',
    url: peer.url,
    token,
    logger: createLogger('core-api', 'silent'),
  });
  const bus = new InProcessBus(LIMITS.events);
  return new InputProcessor({ cognition, bus, logger: createLogger('core-api', 'silent'), contextItems: 5 });
}

beforeEach(() => {
  harness = startTraceHarness({ serviceName: 'core-api' });
});
afterEach(async () => {
  await cognition.close();
  await peer.stop();
  await harness.stop();
});

describe('InputProcessor', () => {
  test('works in a child span of its request, which has long ended', async () => {
    const processor = await startProcessor(async () => []);
    const { schedule, work } = taken();
    await inSpan('request', async () => processor.begin(input, schedule));
    await (await work)(new AbortController().signal);
    const [processed] = harness.traces();
    expect(processed).toEqualTrace({
      name: 'request',
      children: [
        {
          name: 'process_input',
          kind: 'INTERNAL',
          status: 'UNSET',
          attributes: { 'user.id': 'ada', input_id: 'input-1', status: 'success', 'error.type': undefined },
          children: [{ name: 'call' }],
        },
      ],
    });
  });

  test('records how long it waited for a worker', async () => {
    const processor = await startProcessor(async () => []);
    const logger = createLogger('core-api', 'silent');
    const work = new BackgroundTasks({ what: 'inputs', queue: 'input_processing', workers: 1, maxWaiting: 9, logger });
    const held = Promise.withResolvers<void>();
    work.schedule(() => held.promise);
    processor.begin(input, (task) => work.schedule(task));
    // Long enough for a wait to be recorded.
    await pause(2);
    held.resolve();
    await work.stop();
    const spans = harness.traces().flatMap((found) => found.spans);
    // On a busy machine it waits for a connection as well.
    expect(spans.find(({ name }) => name === 'process_input')?.events).toContainEqual({
      name: 'wait',
      timeMicroseconds: expect.any(Number),
      attributes: {
        'wait.reason': 'worker',
        'wait.target': 'input_processing',
        'wait.duration': expect.any(Number),
      },
    });
  });

  test('records the error, but nothing of the input', async () => {
    const processor = await startProcessor(() => Promise.reject(new Error('the database is on fire')));
    await processed(processor, new AbortController().signal);
    const [failed] = harness.traces();
    expect(failed).toContainTrace({
      name: 'process_input',
      status: 'ERROR',
      attributes: { 'user.id': 'ada', input_id: 'input-1', status: 'error', 'error.type': 'McpToolError' },
    });
    expect(
      JSON.stringify(failed?.spans.map(({ attributes, statusMessage }) => [attributes, statusMessage])),
    ).not.toContain('hello');
  });

  test('ends its span when it is aborted', async () => {
    const processor = await startProcessor(async () => []);
    await processed(processor, AbortSignal.abort());
    expect(harness.traces()[0]).toContainTrace({ name: 'process_input', status: 'ERROR' });
  });
});

type Work = (signal: AbortSignal) => Promise<void>;

/** Keeps scheduled work, for a test to run. */
function taken() {
  const { promise: work, resolve } = Promise.withResolvers<Work>();
  return { work, schedule: (task: Work) => resolve(AsyncLocalStorage.bind(task)) };
}

async function processed(processor: InputProcessor, signal: AbortSignal): Promise<void> {
  const { schedule, work } = taken();
  processor.begin(input, schedule);
  await (await work)(signal);
}

function inSpan<Result>(name: string, action: () => Promise<Result>): Promise<Result> {
  return trace.getTracer('test').startActiveSpan(name, (span) => action().finally(() => span.end()));
}
