import { startMetricHarness } from '@cortex/trace-testing';
import { context } from '@opentelemetry/api';
import { AsyncLocalStorageContextManager } from '@opentelemetry/context-async-hooks';
import { isTracingSuppressed } from '@opentelemetry/core';
import {
  contextMetrics,
  databaseMetrics,
  endToEndLatency,
  eventMetrics,
  mcpClientMetrics,
  type ObservedHealth,
  observeBackgroundTasks,
  observeCache,
  observeHealth,
  observeQueue,
  resourceStreams,
  sseConnectionOpened,
  storageOperation,
  timedValidation,
} from './index.ts';
import { platformContract } from './platform-contract.ts';

const harness = startMetricHarness();
beforeAll(() => context.setGlobalContextManager(new AsyncLocalStorageContextManager()));
afterAll(async () => {
  context.disable();
  await harness.stop();
});

test('calls to another service: their number, size, attempts and failures, all starting at 0', async () => {
  const metrics = mcpClientMetrics('memory-service');
  const labels = { service: 'memory-service', tool: 'get_history' };
  const first = metrics.begin('get_history');
  const second = metrics.begin('get_history');
  first.sent(100);
  first.received(2000);
  expect(await harness.value('mcp_active_requests', labels)).toBe(2);
  first.ended();
  expect(await harness.value('mcp_errors_total', labels)).toBe(0);
  expect(await harness.value('mcp_retries_total', labels)).toBe(0);
  second.retried();
  second.ended('retry_exhausted');
  expect(await harness.value('mcp_active_requests', labels)).toBe(0);
  expect(await harness.value('mcp_requests_total', labels)).toBe(2);
  expect(await harness.value('mcp_retries_total', labels)).toBe(1);
  expect(await harness.value('mcp_errors_total', { ...labels, error_type: 'retry_exhausted' })).toBe(1);
  expect(await harness.value('mcp_request_duration_seconds', labels)).toBe(2);
  expect(await harness.value('mcp_request_size_bytes', labels)).toBe(1);
  expect(await harness.value('mcp_response_size_bytes', labels)).toBe(1);
});

test('a call that an open circuit refused is counted and does not distort the durations', async () => {
  const metrics = mcpClientMetrics('cognition-service');
  expect(await harness.value('mcp_circuit_state', { service: 'cognition-service' })).toBe(2);
  metrics.circuit('open');
  metrics.begin('get_context').ended('circuit_open');
  expect(await harness.value('mcp_circuit_state', { service: 'cognition-service' })).toBe(0);
  expect(await harness.value('mcp_requests_total', { tool: 'get_context' })).toBe(1);
  expect(await harness.value('mcp_errors_total', { tool: 'get_context', error_type: 'circuit_open' })).toBe(1);
  expect(await harness.value('mcp_request_duration_seconds', { tool: 'get_context' })).toBeUndefined();
});

test('two clients of one service share its series', async () => {
  const [one, other] = [mcpClientMetrics('memory-service'), mcpClientMetrics('memory-service')];
  const before = (await harness.value('mcp_requests_total', { tool: 'store_input' })) ?? 0;
  one.begin('store_input').ended();
  other.begin('store_input').ended();
  expect(await harness.value('mcp_requests_total', { tool: 'store_input' })).toBe(before + 2);
});

test('events: published, delivered, lost; a replayed event has no latency', async () => {
  const events = eventMetrics();
  expect(await harness.value('event_delivery_errors_total', { event_type: 'error' })).toBe(0);
  events.published('context');
  events.delivered('context', 0.01);
  events.delivered('context', undefined);
  events.lost('error');
  expect(await harness.value('event_publish_total', { event_type: 'context' })).toBe(1);
  expect(await harness.value('event_delivery_total', { event_type: 'context' })).toBe(2);
  expect(await harness.value('event_delivery_seconds', { event_type: 'context' })).toBe(1);
  expect(await harness.value('event_delivery_errors_total', { event_type: 'error' })).toBe(1);
  expect(await harness.value('event_delivery_errors_total', { event_type: 'context' })).toBe(0);
});

test('subscribers have slots, which are reused; beyond the last slot the longest queue counts', async () => {
  const { limit } = platformContract().attributes.subscriber_id ?? {};
  const events = eventMetrics();
  const leave = Array.from({ length: 40 }, (_, index) => events.subscribed(() => index));
  const sizeOf = (subscriber_id: string) => harness.value('event_queue_size', { subscriber_id });
  expect(limit).toBe(33);
  expect(await harness.value('event_subscribers')).toBe(40);
  expect(await sizeOf('31')).toBe(31);
  expect(await sizeOf('32')).toBeUndefined();
  expect(await sizeOf('other')).toBe(39);
  for (const left of leave) left();
  expect(await harness.value('event_subscribers')).toBe(0);
  expect(await harness.value('event_queue_size')).toBe(0);
  events.subscribed(() => 7);
  expect(await sizeOf('0')).toBe(7);
});

test('statements by operation and table, and those over 100 ms', async () => {
  const database = databaseMetrics('memory.db');
  database.operation({ operation: 'SELECT', table: 'user_history' }, 0.002);
  database.operation({ operation: 'SELECT', table: 'user_history' }, 0.2);
  database.operation({ operation: 'BEGIN', table: undefined }, 0.001);
  database.waited(0.001);
  const pool = { waiting: () => 2, working: () => 1, workers: 3 };
  const close = database.opened({ bytes: () => 4096, connections: () => 3, pool });
  const labels = { operation: 'SELECT', table: 'user_history' };
  expect(await harness.value('db_operations_total', labels)).toBe(2);
  expect(await harness.value('db_operation_duration_seconds', labels)).toBe(2);
  expect(await harness.value('db_slow_queries_total', labels)).toBe(1);
  expect(await harness.value('db_slow_queries_total', { operation: 'BEGIN', table: 'none' })).toBe(0);
  expect(await harness.value('db_connection_wait_seconds')).toBe(1);
  const ofPool = { 'db.client.connection.pool.name': 'memory.db' };
  expect(await harness.value('db.client.connection.wait_time', ofPool)).toBe(1);
  expect(await harness.value('db_size_bytes')).toBe(4096);
  expect(await harness.value('db_connections')).toBe(3);
  expect(await harness.value('queue_length', { queue: 'db_connection' })).toBe(2);
  close();
  expect(await harness.value('db_connections')).toBe(0);
});

test('contexts by their result type', async () => {
  const contexts = contextMetrics();
  contexts.generated('full', { seconds: 0.05, bytes: 500 });
  contexts.failed();
  contexts.readHistory(0.02, 'answered');
  contexts.readHistory(2, 'failed');
  expect(await harness.value('context_generation_total', { result_type: 'full' })).toBe(1);
  expect(await harness.value('context_generation_total', { result_type: 'fallback' })).toBe(0);
  expect(await harness.value('context_generation_total', { result_type: 'error' })).toBe(1);
  expect(await harness.value('context_generation_duration_seconds')).toBe(1);
  expect(await harness.value('context_size_bytes', { result_type: 'full' })).toBe(1);
  expect(await harness.value('memory_service_calls_total', { operation: 'get_history' })).toBe(1);
  expect(await harness.value('memory_service_duration_seconds', { operation: 'get_history_error' })).toBe(1);
});

test('queues, tasks, caches, streams and latencies', async () => {
  const stop = observeQueue('login', { waiting: () => 5, working: () => 2, workers: 3 });
  observeBackgroundTasks(() => 4);
  observeCache('user_index', () => ({ hits: 3, misses: 1 }));
  const openStream = resourceStreams('history');
  expect(await harness.value('active_streams', { resource: 'history' })).toBe(0);
  expect(await harness.value('stream_requests_total', { resource: 'history' })).toBe(0);
  const closeStream = openStream();
  const closeConnection = sseConnectionOpened('/output/stream');
  endToEndLatency()('context', 0.3);
  expect(await harness.value('queue_length', { queue: 'login' })).toBe(5);
  expect(await harness.value('active_workers', { queue: 'login' })).toBe(2);
  expect(await harness.value('max_workers', { queue: 'login' })).toBe(3);
  expect(await harness.value('background_tasks')).toBe(4);
  expect(await harness.value('cache_hits_total', { cache: 'user_index' })).toBe(3);
  expect(await harness.value('cache_misses_total', { cache: 'user_index' })).toBe(1);
  expect(await harness.value('active_streams', { resource: 'history' })).toBe(1);
  expect(await harness.value('stream_requests_total', { resource: 'history' })).toBe(1);
  expect(await harness.value('sse_connections', { endpoint: '/output/stream' })).toBe(1);
  expect(await harness.value('end_to_end_latency_seconds', { event_type: 'context' })).toBe(1);
  for (const close of [stop, closeStream, closeConnection]) close();
  expect(await harness.value('queue_length', { queue: 'login' })).toBe(0);
  expect(await harness.value('active_streams', { resource: 'history' })).toBe(0);
  expect(await harness.value('sse_connections', { endpoint: '/output/stream' })).toBe(0);
});

test('health: each collection reports the answer to the previous one, and the checks have no spans', async () => {
  const answers: ObservedHealth[] = [
    { status: 'degraded', checks: { database: 'healthy', memory_service: 'unhealthy' } },
    { status: 'healthy', checks: { database: 'healthy', memory_service: 'healthy' } },
  ];
  const asked: boolean[] = [];
  const stop = observeHealth(async () => {
    asked.push(isTracingSuppressed(context.active()));
    return answers.shift() as ObservedHealth;
  });
  expect(await harness.value('health_status')).toBeUndefined();
  expect(await harness.value('health_status')).toBe(1);
  stop();
  answers.push({ status: 'unhealthy', checks: {} });
  expect(asked).toEqual([true, true]);
});

test('a storage operation is timed, and its result or error passes through', async () => {
  const measured = storageOperation('store_input');
  expect(await measured(async () => 'stored')).toBe('stored');
  await expect(measured(() => Promise.reject(new Error('full')))).rejects.toThrow('full');
  expect(await harness.value('storage_operation_duration_seconds', { operation: 'store_input' })).toBe(2);
});

test('the validation of a token is timed, and its result or error passes through', async () => {
  const validate = timedValidation('user', async (text) => {
    if (text === 'bad') throw new Error('bad token');
    return 'someone';
  });
  expect(await validate('good')).toBe('someone');
  await expect(validate('bad')).rejects.toThrow('bad token');
  expect(await harness.value('jwt_validation_seconds', { token_kind: 'user', result: 'valid' })).toBe(1);
  expect(await harness.value('jwt_validation_seconds', { token_kind: 'user', result: 'invalid' })).toBe(1);
});
