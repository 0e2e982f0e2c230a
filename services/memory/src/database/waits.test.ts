import { setTimeout as pause } from 'node:timers/promises';
import { startMetricHarness, startTraceHarness } from '@cortex/trace-testing';
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
  // Long enough for a wait to be recorded.
  await pause(2);
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
    const shown = await waitsDuring(() => whenFree(patient, work));
    expect(shown).toEqual([10, 20].map(() => expect.objectContaining({ 'wait.reason': 'backoff' })));
    expect(await metrics.value('wait.duration', { 'wait.reason': 'backoff' })).toBe(before + 2);
  });
});

test('work that waits for the channel of notifications records the wait', async () => {
  await using server = await PostgresServer.start();
  const url = await server.createDatabase();
  const notifications = await Notifications.open({ url, name: 'test', onFailure: () => undefined });
  const interrupted = Promise.withResolvers<void>();
  notifications.listen({ onMessage: () => undefined, onInterruption: interrupted.resolve });
  expect(await waitsDuring(() => notifications.listening())).toEqual([]);
  traces.reset();
  await server.administer("select pg_terminate_backend(pid) from pg_stat_activity where application_name like '%feed'");
  await interrupted.promise;
  expect(await waitsDuring(() => notifications.listening())).toEqual([
    expect.objectContaining({ 'wait.reason': 'connection', 'wait.target': 'notifications' }),
  ]);
  await notifications.close();
});
