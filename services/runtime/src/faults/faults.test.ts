import { startTraceHarness } from '@cortex/trace-testing';
import { trace } from '@opentelemetry/api';
import { createLogger } from '../log/create-logger.ts';
import { startService } from '../process/start-service.ts';
import { bearer, issuer, NAME, operator, startTestService, type TestService } from '../testing/test-service.ts';
import { double, numbers } from '../testing/test-tools.ts';
import { Faults } from './faults.ts';

const CONFIG = { host: '127.0.0.1', port: 0, bodyLimitBytes: 4_096, stopTimeoutMilliseconds: 1_000 };

let service: TestService;

beforeEach(async () => {
  service = await startTestService({
    config: { ...CONFIG, takesFaults: true },
    tools: [double],
    resources: [numbers],
    routes: (router) => {
      router.get('/plain/:id', (ctx) => {
        ctx.body = { id: ctx.params.id };
      });
    },
  });
});
afterEach(() => service.stop());

async function admin(method: string, body?: object, { query = '', subject = 'operator:faults', by = operator } = {}) {
  const headers = {
    authorization: `Bearer ${await by.issue(subject, NAME)}`,
    ...(body && { 'content-type': 'application/json' }),
  };
  const answer = await fetch(`${service.url}/admin/faults${query}`, {
    method,
    headers,
    ...(body && { body: JSON.stringify(body) }),
  });
  return { status: answer.status, body: (await answer.json()) as Record<string, unknown> };
}

async function call(signal?: AbortSignal): Promise<number> {
  const headers = { ...(await bearer('alice')), 'content-type': 'application/json' };
  const body = JSON.stringify({ user_id: 'alice' });
  const answer = await fetch(`${service.url}/tool/double`, {
    method: 'POST',
    headers,
    body,
    ...(signal && { signal }),
  });
  return answer.status;
}

const read = async () =>
  (await fetch(`${service.url}/resource/numbers/alice`, { headers: await bearer('alice') })).status;
const visit = async () => (await fetch(`${service.url}/plain/1`)).status;

test('an error strikes only the tool that it is set for, until it is cleared', async () => {
  const { status, body } = await admin('PUT', { kind: 'error', status: 503, tool: 'double' });
  expect({ status, body }).toEqual({
    status: 200,
    body: { faults: [{ kind: 'error', status: 503, tool: 'double', probability: 1 }] },
  });
  expect([await call(), await read(), await visit()]).toEqual([503, 200, 200]);
  expect(await admin('DELETE')).toEqual({ status: 200, body: { faults: [] } });
  expect(await call()).toBe(200);
});

test('without a tool it strikes tools, resources and routes, but not health checks or the operator', async () => {
  await admin('PUT', { kind: 'error', status: 500 });
  expect([await call(), await read(), await visit()]).toEqual([500, 500, 500]);
  expect((await fetch(`${service.url}/health/ready`)).status).toBe(200);
  expect((await admin('GET')).status).toBe(200);
});

test('a fault of a tool replaces the general one for this tool', async () => {
  await admin('PUT', { kind: 'error', status: 500 });
  await admin('PUT', { kind: 'error', status: 429, tool: 'double' });
  expect([await call(), await visit()]).toEqual([429, 500]);
  await admin('DELETE', undefined, { query: '?tool=double' });
  expect(await call()).toBe(500);
});

test('a route is struck by its pattern', async () => {
  await admin('PUT', { kind: 'error', status: 418, tool: '/plain/:id' });
  expect([await visit(), await call()]).toEqual([418, 200]);
});

test('a hanging call goes on when the fault is cleared', async () => {
  await admin('PUT', { kind: 'hang' });
  let answered = false;
  const hanging = visit().finally(() => {
    answered = true;
  });
  expect(await admin('GET')).toMatchObject({ body: { faults: [{ kind: 'hang' }] } });
  expect(answered).toBe(false);
  await admin('DELETE');
  expect(await hanging).toBe(200);
});

test('a hanging call ends when its caller leaves', async () => {
  await admin('PUT', { kind: 'hang' });
  const caller = new AbortController();
  const hanging = expect(call(caller.signal)).rejects.toThrow();
  caller.abort();
  await hanging;
});

test('a latency delays a call, which is then answered as usual', async () => {
  await admin('PUT', { kind: 'latency', milliseconds: 30 });
  const started = performance.now();
  expect(await visit()).toBe(200);
  // A timer may fire a millisecond early.
  expect(performance.now() - started).toBeGreaterThanOrEqual(29);
});

test('a fault ends when its time is over', async () => {
  await admin('PUT', { kind: 'hang', seconds: 0.02 });
  expect(await visit()).toBe(200);
  expect(await admin('GET')).toMatchObject({ body: { faults: [] } });
});

test('a fault with a probability strikes only that fraction of the calls', async () => {
  const faults = new Faults();
  faults.set({ kind: 'error', status: 503, probability: 0.5 });
  const calls = Array.from({ length: 400 }, () => faults.strike('double', new AbortController().signal));
  const struck = (await Promise.allSettled(calls)).filter(({ status }) => status === 'rejected').length;
  // Beyond six standard deviations.
  expect(struck).toBeGreaterThan(140);
  expect(struck).toBeLessThan(260);
});

test('the span of a struck call names the fault', async () => {
  const harness = startTraceHarness();
  const faults = new Faults();
  faults.set({ kind: 'error', status: 503, probability: 1 });
  await trace.getTracer('tests').startActiveSpan('call', async (span) => {
    await faults.strike('double', new AbortController().signal).catch(() => {});
    span.end();
  });
  expect(harness.traces()[0]?.spans[0]?.attributes).toEqual({ 'fault.injected': 'error' });
  await harness.stop();
});

test.each([
  [
    'an unknown tool',
    { kind: 'hang', tool: 'halve' },
    'tool: expected one of double, numbers, /plain/:id; came "halve"',
  ],
  ['an unknown kind', { kind: 'fire' }, 'kind: '],
  ['a latency without its length', { kind: 'latency' }, 'milliseconds: expected a number, came nothing'],
  ['a status that is not an error', { kind: 'error', status: 200 }, 'status: expected a number of at least 400'],
  ['a probability over 1', { kind: 'hang', probability: 2 }, 'probability: expected a number of at most 1'],
])('%s is refused', async (_, body, detail) => {
  const answer = await admin('PUT', body);
  expect(answer).toMatchObject({ status: 422, body: { detail: expect.stringContaining(detail) } });
});

test('only the operator may inject faults', async () => {
  expect((await admin('PUT', { kind: 'hang' }, { subject: 'alice' })).status).toBe(403);
  expect((await admin('PUT', { kind: 'hang' }, { by: issuer })).status).toBe(401);
  expect((await fetch(`${service.url}/admin/faults`)).status).toBe(401);
});

test('the operator may do nothing else', async () => {
  const authorization = `Bearer ${await operator.issue('operator:faults', NAME)}`;
  const statusOf = async (path: string, method: string) =>
    (await fetch(`${service.url}${path}`, { method, headers: { authorization } })).status;
  expect(await statusOf('/tool/double', 'POST')).toBe(401);
  expect(await statusOf('/resource/numbers/alice', 'GET')).toBe(401);
  expect(await statusOf('/mcp', 'POST')).toBe(401);
});

test('a service without operators has no faults to inject', async () => {
  const logger = createLogger('tests', 'silent');
  const open = await startService({ name: 'open', config: { ...CONFIG, takesFaults: true }, logger, checks: [] });
  expect((await fetch(`${open.url}/admin/faults`)).status).toBe(404);
  await open.stop();
});

test('without fault injection the route does not exist', async () => {
  const plain = await startTestService({ tools: [double] });
  const headers = { authorization: `Bearer ${await operator.issue('operator:faults', NAME)}` };
  expect((await fetch(`${plain.url}/admin/faults`, { headers })).status).toBe(404);
  await plain.stop();
});
