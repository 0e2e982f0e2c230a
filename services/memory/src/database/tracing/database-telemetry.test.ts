import { startMetricHarness } from '@cortex/telemetry/testing';
import { CompiledQuery } from 'kysely';
import { newInput } from '../../testing/new-input.ts';
import { storeInput } from '../../testing/store-input.ts';
import { onEachDatabase } from '../../testing/temporary-database.ts';
import { DatabaseTelemetry, type SlowQuery } from './database-telemetry.ts';

const harness = startMetricHarness();
afterAll(() => harness.stop());

onEachDatabase((open) => {
  test('statements, connections, waits and the size are measured, also outside any trace', async () => {
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
  });
});

test('a statement over 100 ms is counted and told without its values', async () => {
  const told: SlowQuery[] = [];
  // On a slow machine statements of the tests before are slow, too.
  const before = (await harness.value('db_slow_queries_total')) ?? 0;
  const telemetry = new DatabaseTelemetry({
    system: 'sqlite',
    namespace: 'memory.db',
    onSlowQuery: (query) => told.push(query),
  });
  const statement = telemetry.statement(CompiledQuery.raw('insert ... values (?, ?), (?, ?)'));
  telemetry.executed(statement, 0.0999);
  telemetry.executed(statement, 0.25);
  expect(told).toEqual([{ summary: 'INSERT', text: 'insert ... values (?, ?), ...', milliseconds: 250 }]);
  expect(await harness.value('db_slow_queries_total')).toBe(before + 1);
});
