import { eventually, startMetricHarness, startTraceHarness } from '@cortex/trace-testing';
import { jest } from '@jest/globals';
import { trace } from '@opentelemetry/api';
import { PostgresServer } from '../testing/postgres-server.ts';
import { onEachDatabase, temporaryDatabase } from '../testing/temporary-database.ts';
import { ping } from './open.ts';
import { DatabaseAwayError } from './postgres/database-away-error.ts';
import { Notifications } from './postgres/notifications.ts';
import { whenFree } from './when-free.ts';

const traces = startTraceHarness();
const metrics = startMetricHarness();

beforeEach(() => traces.reset());
afterAll(async () => {
  await traces.stop();
  await metrics.stop();
});

/** Runs work in a span, and returns the waits that the span recorded. */
async function waitsDuring(work: () => Promise<unknown>): Promise<unknown[]> {
  await trace.getTracer('test').startActiveSpan('work', (span) => work().finally(() => span.end()));
  const spans = traces.traces().flatMap((found) => found.spans.filter(({ name }) => name === 'work'));
  return spans.flatMap(({ events }) => events).map(({ attributes }) => attributes);
}

test('work that waits for the only connection of SQLite records the wait', async () => {
  await using store = await temporaryDatabase();
  const [begun, held] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
  const transaction = store.database.tables.transaction().execute(async () => {
    begun.resolve();
    await held.promise;
  });
  await begun.promise;
  const shown = waitsDuring(() => ping(store.database));
  await eventually(async () => (await metrics.value('queue_length', { queue: 'db_connection' })) === 1, {
    what: 'the ping to wait',
  });
  const since = performance.now();
  // A timer may fire early on a busy machine: the clock says when the wait is long enough to be recorded.
  await eventually(() => performance.now() - since > 2, { what: 'two milliseconds', intervalMilliseconds: 1 });
  held.resolve();
  expect(await shown).toEqual([
    { 'wait.reason': 'connection', 'wait.target': 'database', 'wait.duration': expect.any(Number) },
  ]);
  await transaction;
  expect(await metrics.value('db.client.connection.wait_time')).toBeGreaterThan(1);
});

onEachDatabase((open) => {
  test('work that the database turned away records its pauses', async () => {
    await using store = await open();
    const away = new DatabaseAwayError(new Error('away'));
    const { database } = store;
    let attempts = 0;
    const work = async () => {
      attempts += 1;
      if (attempts < 3) throw away;
    };
    const before = (await metrics.value('wait.duration', { 'wait.reason': 'backoff' })) ?? 0;
    const patient = { ...database, turnedAway: () => 'The database does not answer' };
    // On a busy machine a real timer may fire so early that the wait is too short to be recorded.
    jest.useFakeTimers({ doNotFake: ['nextTick', 'queueMicrotask', 'setImmediate'] });
    const worked = waitsDuring(() => whenFree(patient, work)).finally(() => jest.useRealTimers());
    await jest.advanceTimersByTimeAsync(30);
    const shown = await worked;
    expect(shown).toEqual(
      [0.01, 0.02].map((seconds) =>
        expect.objectContaining({ 'wait.reason': 'backoff', 'wait.duration': expect.closeTo(seconds) }),
      ),
    );
    expect(await metrics.value('wait.duration', { 'wait.reason': 'backoff' })).toBe(before + 2);
  });
});

test('work that waits for the channel of notifications records the wait', async () => {
  await using server = await PostgresServer.start();
  const url = await server.createDatabase();
  const notifications = await Notifications.open({ url, name: 'test', onFailure: () => undefined });
  await using resources = new AsyncDisposableStack();
  resources.defer(() => notifications.close());
  const interrupted = Promise.withResolvers<{ waits: Promise<unknown[]> }>();
  // Asked at once: it may listen again as soon as anything else happens.
  const listenAgain = () =>
    interrupted.resolve({ waits: waitsDuring(() => notifications.listening().catch(() => {})) });
  notifications.listen({ onMessage: () => undefined, onInterruption: listenAgain });
  expect(await waitsDuring(() => notifications.listening())).toEqual([]);
  traces.reset();
  await server.administer("select pg_terminate_backend(pid) from pg_stat_activity where application_name like '%feed'");
  const { waits } = await interrupted.promise;
  expect(await waits).toEqual([
    expect.objectContaining({ 'wait.reason': 'connection', 'wait.target': 'notifications' }),
  ]);
  // A busy machine may take longer to connect than a request waits.
  await eventually(() => notifications.listening().then(() => true), { what: 'the channel to listen again' });
});
