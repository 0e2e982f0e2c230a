import { context, ROOT_CONTEXT, TraceFlags, trace } from '@opentelemetry/api';
import { createLogger } from '../log/create-logger.ts';
import { aWhile, heldWork, observeWaits } from '../testing/observe-waits.ts';
import { BackgroundTasks } from './background-tasks.ts';
import { TtlCache } from './ttl-cache.ts';
import { WorkerQueue } from './worker-queue.ts';

const waits = observeWaits();
afterAll(() => waits.stop());

test('a task records a wait for a worker, and none if it did not wait', async () => {
  const queue = new WorkerQueue({ queue: 'login', workers: 1 });
  const { work, end } = heldWork();
  const [first, second] = [waits.during(() => queue.add(work)), waits.during(() => queue.add(work))];
  await aWhile();
  end();
  expect([await first, await second]).toEqual([[], ['worker login']]);
  expect(await waits.counted('worker', 'login')).toBe(1);
});

test('a task that is aborted while it waits records the wait as well', async () => {
  const queue = new WorkerQueue({ queue: 'login', workers: 1 });
  const caller = new AbortController();
  const { work, end } = heldWork();
  const first = queue.add(work);
  const given = waits.during(async () => {
    const waiting = queue.add(work, { signal: caller.signal }).catch(() => {});
    await aWhile();
    caller.abort();
    await waiting;
  });
  expect(await given).toEqual(['worker login']);
  end();
  await first;
});

test('a sender that waits for room in a queue records the wait', async () => {
  const logger = createLogger('tests', 'silent');
  const tasks = new BackgroundTasks({ what: 'inputs', queue: 'input_processing', workers: 1, maxWaiting: 1, logger });
  const { work, end } = heldWork();
  tasks.schedule(work);
  const [first, second] = [1, 2].map(() => waits.during(() => tasks.withRoom(60_000, work)));
  await aWhile();
  end();
  expect([await first, await second]).toEqual([[], ['room input_processing']]);
  await tasks.stop();
});

test('a look-up that shares the load of another records the wait, with links from both sides', async () => {
  const options = { ttlMilliseconds: 60_000, maxEntries: 10, maxSize: 10, sizeOf: () => 1 };
  const cache = new TtlCache<string>({ cache: 'user_index', ...options });
  const { work, end } = heldWork();
  const load = () => work().then(() => 'value');
  waits.traces.reset();
  const [first, second] = [1, 2].map(() => waits.during(() => cache.get('a', load)));
  await aWhile();
  end();
  expect([await first, await second]).toEqual([[], ['shared_work user_index']]);
  const spans = waits.traces.traces().flatMap((trace) => trace.spans);
  const [loading, waiting] = spans.toSorted((a, b) => (a.name < b.name ? -1 : 1));
  expect(loading?.links).toEqual([{ traceId: waiting?.traceId, spanId: waiting?.spanId }]);
  expect(waiting?.links).toEqual([{ traceId: loading?.traceId, spanId: loading?.spanId }]);
});

test('a look-up that shares the load of an unsampled request has no link to it', async () => {
  const options = { ttlMilliseconds: 60_000, maxEntries: 10, maxSize: 10, sizeOf: () => 1 };
  const cache = new TtlCache<string>({ cache: 'user_index', ...options });
  const { work, end } = heldWork();
  const load = () => work().then(() => 'value');
  const unsampled = { traceId: '1'.repeat(32), spanId: '1'.repeat(16), traceFlags: TraceFlags.NONE };
  const first = context.with(trace.setSpanContext(ROOT_CONTEXT, unsampled), () => cache.get('a', load));
  waits.traces.reset();
  const second = waits.during(() => cache.get('a', load));
  await aWhile();
  end();
  await first;
  expect(await second).toEqual(['shared_work user_index']);
  expect(waits.traces.traces().flatMap(({ spans }) => spans.flatMap(({ links }) => links))).toEqual([]);
});
