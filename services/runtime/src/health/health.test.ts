import { setTimeout as sleep } from 'node:timers/promises';
import { eventually, startMetricHarness, startTraceHarness } from '@cortex/trace-testing';
import { trace } from '@opentelemetry/api';
import { createLogger } from '../log/create-logger.ts';
import { startTestService } from '../testing/test-service.ts';
import { createHealth } from './health.ts';

const logger = createLogger('test', 'silent');

function dependency() {
  const state = { calls: 0, usable: true };
  const check = async () => {
    state.calls += 1;
    if (!state.usable) throw new Error('refused');
  };
  return { state, check };
}

test('the requests of a check are not traced', async () => {
  const harness = startTraceHarness({ serviceName: 'test' });
  const check = async () => trace.getTracer('test').startSpan('query').end();
  await createHealth({ checks: [{ name: 'database', check }], logger }).all();
  trace.getTracer('test').startSpan('other').end();
  expect(harness.traces().map(({ roots }) => roots.map(({ name }) => name))).toEqual([['other']]);
  await harness.stop();
});

test('many requests at once check the dependency once', async () => {
  const { state, check } = dependency();
  const health = createHealth({ checks: [{ name: 'database', check }], logger, cacheMilliseconds: 60_000 });
  const reports = await Promise.all(Array.from({ length: 200 }, () => health.all()));
  expect(new Set(reports.map(({ status }) => status))).toEqual(new Set(['healthy']));
  expect(state.calls).toBe(1);
});

test('a stale report is made again', async () => {
  const { state, check } = dependency();
  const health = createHealth({ checks: [{ name: 'database', check }], logger, cacheMilliseconds: 0 });
  expect((await health.all()).status).toBe('healthy');
  state.usable = false;
  expect(await health.all()).toMatchObject({ status: 'unhealthy', checks: { database: 'unhealthy' } });
});

test('a check that does not answer in time counts as unhealthy and is aborted', async () => {
  const told = Promise.withResolvers<void>();
  const check = (signal: AbortSignal) => {
    signal.addEventListener('abort', () => told.resolve());
    return sleep(60_000, undefined, { signal });
  };
  const health = createHealth({ checks: [{ name: 'slow', check }], logger, checkTimeoutMilliseconds: 20 });
  expect((await health.all()).checks).toEqual({ slow: 'unhealthy' });
  await told.promise;
});

test('an unhealthy dependency makes the service unhealthy and not ready, but still live', async () => {
  const { state, check } = dependency();
  state.usable = false;
  await using service = await startTestService({ checks: [{ name: 'database', check }] });
  const health = await fetch(`${service.url}/health`);
  expect(health.status).toBe(503);
  expect(await health.json()).toEqual({
    status: 'unhealthy',
    checks: { database: 'unhealthy' },
    timestamp: expect.stringMatching(/^\d{4}-.*Z$/),
  });
  expect((await fetch(`${service.url}/health/ready`)).status).toBe(503);
  expect((await fetch(`${service.url}/health/live`)).status).toBe(200);
});

test('a dependency that is not required makes the service degraded, but it stays ready', async () => {
  const { state, check } = dependency();
  state.usable = false;
  const checks = [
    { name: 'database', check: async () => {} },
    { name: 'memory_service', check, isRequired: false },
  ];
  await using service = await startTestService({ checks });
  const health = await fetch(`${service.url}/health`);
  expect(health.status).toBe(200);
  expect(await health.json()).toMatchObject({
    status: 'degraded',
    checks: { database: 'healthy', memory_service: 'unhealthy' },
  });
  const ready = await fetch(`${service.url}/health/ready`);
  expect(ready.status).toBe(200);
  expect(await ready.json()).toMatchObject({ status: 'healthy', checks: { database: 'healthy' } });
});

test('the health of a started service and of its dependencies are exported as metrics, even when nobody requests them', async () => {
  const harness = startMetricHarness();
  const { state, check } = dependency();
  state.usable = false;
  const checks = [
    { name: 'database', check: async () => {} },
    { name: 'memory_service', check, isRequired: false },
  ];
  const service = await startTestService({ checks });
  // A collection reports the checks that the previous one started.
  await eventually(async () => (await harness.value('health_status')) === 1, { what: 'the health of the service' });
  expect(await harness.value('health_check_status', { check: 'database' })).toBe(2);
  expect(await harness.value('health_check_status', { check: 'memory_service' })).toBe(0);
  await service.stop();
  await harness.stop();
});

test('a hanging dependency that is not required does not delay readiness', async () => {
  const check = () => new Promise<void>(() => {});
  const health = createHealth({ checks: [{ name: 'memory_service', check, isRequired: false }], logger });
  expect(await health.required()).toMatchObject({ status: 'healthy', checks: {} });
});
