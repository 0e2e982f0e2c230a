import { once } from 'node:events';
import { connect } from 'node:net';
import { eventually, type MetricHarness, startMetricHarness } from '@cortex/trace-testing';
import { authorization, TestApp, type TestAppOptions } from '../testing/test-app.ts';

let harness: MetricHarness;
let app: TestApp;
let ada: { Authorization: string };

async function start(options: TestAppOptions = {}): Promise<void> {
  harness = startMetricHarness();
  app = await TestApp.start({ find: async ({ query }) => [{ id: 'earlier', content: query }], ...options });
  ada = await authorization('ada');
}

afterEach(async () => {
  await app.stop();
  await harness.stop();
});

test('an event is measured from its creation to the socket of each client', async () => {
  await start();
  const readers = [await app.stream(ada), await app.stream(ada)];
  expect(await harness.value('event_subscribers')).toBe(2);
  expect(await harness.value('sse_connections', { endpoint: '/output/stream' })).toBe(2);
  await app.post('/input', { content: 'hello' }, ada);
  for (const reader of readers) expect((await reader.next())?.event).toBe('output');
  const labels = { event_type: 'context' };
  expect(await harness.value('event_publish_total', labels)).toBe(1);
  expect(await harness.value('event_delivery_total', labels)).toBe(2);
  expect(await harness.value('event_delivery_seconds', labels)).toBe(2);
  expect(await harness.value('end_to_end_latency_seconds', labels)).toBe(1);
  expect(await harness.value('event_delivery_errors_total', labels)).toBe(0);
  for (const reader of readers) reader.drop();
  await until('event_subscribers', 0);
  expect(await harness.value('sse_connections', { endpoint: '/output/stream' })).toBe(0);
});

test('the time from an input to its output is measured, without listeners and for errors as well', async () => {
  await start({ find: ({ query }) => (query === 'hello' ? Promise.resolve([]) : Promise.reject(new Error('away'))) });
  for (const content of ['hello', 'bye']) await app.post('/input', { content }, ada);
  await until('event_publish_total', 2);
  expect(await harness.value('event_subscribers')).toBe(0);
  expect(await harness.value('end_to_end_latency_seconds', { event_type: 'context' })).toBe(1);
  expect(await harness.value('end_to_end_latency_seconds', { event_type: 'error' })).toBe(1);
});

test("a replayed event is delivered, and its latency is nobody's", async () => {
  await start();
  const first = await app.stream(ada);
  await app.post('/input', { content: 'one' }, ada);
  const id = (await first.next())?.id as string;
  first.drop();
  await until('event_subscribers', 0);
  await app.post('/input', { content: 'two' }, ada);
  await until('event_publish_total', 2);
  const second = await app.stream({ ...ada, 'Last-Event-ID': id });
  await second.next();
  expect(await harness.value('event_delivery_total')).toBe(2);
  expect(await harness.value('event_delivery_seconds')).toBe(1);
  second.drop();
});

test('a client that does not read has a queue, and its lost event counts', async () => {
  await start({
    find: async ({ query }) => Array.from({ length: 5 }, (_, age) => ({ id: `${age}`, content: query.repeat(8) })),
  });
  const slow = connect(Number(new URL(app.url).port), '127.0.0.1');
  slow.write(`GET /output/stream HTTP/1.1\r\nHost: localhost\r\nAuthorization: ${ada.Authorization}\r\n\r\n`);
  await once(slow, 'readable');
  let longest = 0;
  for (let sent = 1; (await harness.value('event_delivery_errors_total')) !== 1; sent += 1) {
    await app.post('/input', { content: 'x'.repeat(16_000) }, ada);
    // Its event comes after the answer: it must be counted as waiting before the next one is lost.
    await until('event_publish_total', sent);
    longest = Math.max(longest, (await harness.value('event_queue_size', { subscriber_id: '0' })) ?? 0);
  }
  expect(longest).toBeGreaterThan(0);
  slow.destroy();
});

test('tokens and queues are measured', async () => {
  await start();
  await app.get('/auth/verify', ada);
  await app.get('/auth/verify', { Authorization: 'Bearer nonsense' });
  expect(await harness.value('jwt_validation_seconds', { token_kind: 'user', result: 'valid' })).toBe(1);
  expect(await harness.value('jwt_validation_seconds', { token_kind: 'user', result: 'invalid' })).toBe(1);
  for (const queue of ['input_processing', 'login']) {
    expect(await harness.value('queue_length', { queue })).toBe(0);
    expect(await harness.value('active_workers', { queue })).toBe(0);
  }
  expect(await harness.value('background_tasks')).toBe(0);
});

async function until(name: string, wanted: number): Promise<void> {
  await eventually(async () => (await harness.value(name)) === wanted, { what: `${name} to be ${wanted}` });
}
