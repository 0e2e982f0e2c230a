import { DatabaseSync } from 'node:sqlite';
import { startMetricHarness } from '@cortex/trace-testing';
import { CompiledQuery } from 'kysely';
import { newInput } from '../../testing/new-input.ts';
import { storeInput } from '../../testing/store-input.ts';
import { onEachDatabase, temporaryDatabase } from '../../testing/temporary-database.ts';
import { DatabaseTelemetry, type FailedQuery, type SlowQuery } from './database-telemetry.ts';

const harness = startMetricHarness();
afterAll(() => harness.stop());

onEachDatabase((open) => {
  test('statements, connections, waits and the size are measured, also outside of traces', async () => {
    const labels = { operation: 'INSERT', table: 'user_history' };
    const before = (await harness.value('db_operations_total', labels)) ?? 0;
    await using store = await open();
    await storeInput(store.database, newInput());
    expect(await harness.value('db_operations_total', labels)).toBe(before + 1);
    expect(await harness.value('db_operation_duration_seconds', labels)).toBe(before + 1);
    expect(await harness.value('db_operations_total', { operation: 'COMMIT', table: 'none' })).toBeGreaterThan(0);
    expect(await harness.value('db_connection_wait_seconds')).toBeGreaterThan(0);
    expect(await harness.value('db_connections')).toBeGreaterThan(0);
    expect(await harness.value('db_size_bytes')).toBeGreaterThan(10_000);
    expect(await harness.value('active_workers', { queue: 'db_connection' })).toBe(0);
    expect(await harness.value('max_workers', { queue: 'db_connection' })).toBeGreaterThan(0);
  });

  test('a failed statement is measured, and reported with its text and duration but not its values', async () => {
    const labels = { operation: 'INSERT', table: 'user_history' };
    const before = (await harness.value('db_operation_duration_seconds', labels)) ?? 0;
    const failed: FailedQuery[] = [];
    await using store = await open({ onFailedQuery: (query) => failed.push(query) });
    const row = { input_id: 'same', user_id: 'ada', content: 'confidential', metadata: '{}', timestamp: 0 };
    await expect(store.database.tables.insertInto('user_history').values([row, row]).execute()).rejects.toThrow();
    expect(failed).toEqual([
      {
        summary: 'INSERT user_history',
        text: expect.stringMatching(/^insert into "user_history" \(.*\) values \((\?|\$1), .*\), \.\.\.$/),
        milliseconds: expect.any(Number),
        // SQLITE_CONSTRAINT_UNIQUE and unique_violation.
        errorType: expect.stringMatching(/^(2067|23505)$/),
        isTurnedAway: false,
      },
    ]);
    expect(await harness.value('db_operation_duration_seconds', labels)).toBe(before + 1);
  });
});

test('a statement that failed because of a lock of another process is reported as turned away', async () => {
  const failed: FailedQuery[] = [];
  await using store = await temporaryDatabase({ onFailedQuery: (query) => failed.push(query) });
  const other = new DatabaseSync(store.path);
  other.exec('begin immediate');
  await expect(storeInput(store.database, newInput())).rejects.toThrow('locked');
  other.close();
  expect(failed).toMatchObject([{ summary: 'BEGIN', isTurnedAway: true }]);
});

test('a statement over 100 ms is counted and reported without its values', async () => {
  const told: SlowQuery[] = [];
  // On a slow machine, statements of the previous tests are slow, too.
  const before = (await harness.value('db_slow_queries_total')) ?? 0;
  const telemetry = new DatabaseTelemetry({
    system: 'sqlite',
    namespace: 'memory.db',
    turnedAway: () => undefined,
    onSlowQuery: (query) => told.push(query),
    onFailedQuery: () => undefined,
  });
  const statement = telemetry.statement(CompiledQuery.raw('insert ... values (?, ?), (?, ?)'));
  telemetry.executed(statement, 0.0999);
  telemetry.executed(statement, 0.25);
  expect(told).toEqual([{ summary: 'INSERT', text: 'insert ... values (?, ?), ...', milliseconds: 250 }]);
  expect(await harness.value('db_slow_queries_total')).toBe(before + 1);
});
