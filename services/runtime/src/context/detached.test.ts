import { AsyncLocalStorage } from 'node:async_hooks';
import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import { startTraceHarness } from '@cortex/trace-testing';
import { jest } from '@jest/globals';
import { context, propagation, trace } from '@opentelemetry/api';
import { Faults } from '../faults/faults.ts';
import { CONNECTION_LIMITS } from '../mcp/transport/client/connection-limits.ts';
import { HttpPool } from '../mcp/transport/client/http-pool.ts';
import { listen } from '../mcp/transport/testing/listen.ts';
import { BatchProcessor } from '../patterns/batch-processor.ts';
import { ServiceBreaker } from '../resilience/service-breaker.ts';
import { detached } from './detached.ts';

const harness = startTraceHarness();
afterAll(() => harness.stop());

const store = new AsyncLocalStorage<string>();

/** Everything that could reveal which request the code runs in. */
function requestHere() {
  const baggage = propagation.getActiveBaggage()?.getEntry('tenant')?.value;
  return { span: trace.getActiveSpan() !== undefined, baggage, store: store.getStore() };
}

const IN_REQUEST = { span: true, baggage: 'acme', store: 'request' };
const OUTSIDE = { span: false, baggage: undefined, store: undefined };

/** Runs work as a request does: in a span, with baggage and with async state of its own. */
function inRequest<Result>(work: () => Result): Result {
  const baggage = propagation.createBaggage({ tenant: { value: 'acme' } });
  return trace.getTracer('test').startActiveSpan('request', () => {
    const active = propagation.setBaggage(context.active(), baggage);
    return context.with(active, () => store.run('request', work));
  });
}

test('detached work sees nothing of the request; the code after it still does', () => {
  expect(inRequest(() => [requestHere(), detached(requestHere), requestHere()])).toEqual([
    IN_REQUEST,
    OUTSIDE,
    IN_REQUEST,
  ]);
});

test('the probe of a breaker that a request opens', async () => {
  const probed = Promise.withResolvers<unknown>();
  const changes: unknown[] = [];
  const breaker = new ServiceBreaker({
    service: 'peer',
    failures: 1,
    openMilliseconds: 1,
    longestOpenMilliseconds: 1,
    untriedMilliseconds: 1,
    isFailure: () => true,
    isAnswer: () => false,
    onChange: (state) => changes.push([state, requestHere()]),
    probe: async () => probed.resolve(requestHere()),
  });
  await inRequest(() => breaker.execute(() => Promise.reject(new Error('away')))).catch(() => {});
  expect(await probed.promise).toEqual(OUTSIDE);
  await new Promise(setImmediate);
  expect(changes).toEqual([
    ['open', IN_REQUEST],
    ['half-open', OUTSIDE],
    ['closed', OUTSIDE],
  ]);
});

/** The stacks of the timers that the work starts. */
async function startsOfTimers(work: () => Promise<unknown>): Promise<unknown[]> {
  const starts: unknown[] = [];
  const { setTimeout, setImmediate } = globalThis;
  const spies = [
    jest.spyOn(globalThis, 'setTimeout').mockImplementation(((...given: Parameters<typeof setTimeout>) => {
      starts.push(requestHere());
      return setTimeout(...given);
    }) as typeof setTimeout),
    jest.spyOn(globalThis, 'setImmediate').mockImplementation(((...given: Parameters<typeof setImmediate>) => {
      starts.push(requestHere());
      return setImmediate(...given);
    }) as typeof setImmediate),
  ];
  await work();
  for (const spy of spies) spy.mockRestore();
  return starts;
}

test('the expiry of a fault that a request has set', async () => {
  const faults = new Faults();
  const fault = { kind: 'hang', probability: 1, seconds: 60 } as const;
  expect(await startsOfTimers(async () => inRequest(() => faults.set(fault)))).toEqual([OUTSIDE]);
  faults.clearAll();
});

test('the timers of batches that a request causes, while each batch runs in the request of its item', async () => {
  const held = Promise.withResolvers<void>();
  const begun = Promise.withResolvers<void>();
  const batches: unknown[] = [];
  const processor = new BatchProcessor<string, string>({
    queue: 'letters',
    maxWaitMilliseconds: 1,
    process: async (items) => {
      batches.push([items, requestHere()]);
      begun.resolve();
      if (items.includes('first')) await held.promise;
      return items.map((value) => ({ status: 'fulfilled', value }));
    },
  });
  const starts = await startsOfTimers(async () => {
    const first = inRequest(() => processor.add('first'));
    await begun.promise;
    // Begun by a timer, because the first batch is under way.
    await processor.add('second');
    await inRequest(() => processor.add('third'));
    held.resolve();
    await first;
  });
  expect(batches).toEqual([
    [['first'], IN_REQUEST],
    [['second'], OUTSIDE],
    [['third'], IN_REQUEST],
  ]);
  expect(new Set(starts.map((start) => JSON.stringify(start)))).toEqual(new Set([JSON.stringify(OUTSIDE)]));
  expect(starts.length).toBeGreaterThanOrEqual(batches.length);
});

test('the connections that a request opens', async () => {
  const server = await listen((_, response) => response.end('{}'));
  const seen: unknown[] = [];
  const note = () => void seen.push(requestHere());
  subscribe('undici:client:connected', note);
  const pool = new HttpPool(server.url, CONNECTION_LIMITS);
  await inRequest(() => pool.post({ headers: {}, body: Buffer.from('{}'), signal: undefined }));
  unsubscribe('undici:client:connected', note);
  await pool.close();
  await server.stop();
  expect(seen).toEqual([OUTSIDE]);
});
