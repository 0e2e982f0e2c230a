import { startTraceHarness, type TraceHarness } from '@cortex/trace-testing';
import { startTemporaryStore, type TemporaryStore } from '../../testing/temporary-store.ts';

const TRACE = 'ab'.repeat(16);
const ASKING = 'cd'.repeat(8);

let harness: TraceHarness;
let store: TemporaryStore;

beforeAll(async () => {
  harness = startTraceHarness();
  store = await startTemporaryStore();
});
beforeEach(() => harness.reset());
afterAll(async () => {
  await store.stop();
  await harness.stop();
});

const ask = (body: string, headers: Record<string, string> = {}) =>
  fetch(`${store.url}/querier.v1.QuerierService/LabelValues`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body,
  });

const spans = () => harness.traces().flatMap((trace) => trace.spans);

test('a call is a span in the trace of who asks', async () => {
  await ask('{"name":"pod"}', { traceparent: `00-${TRACE}-${ASKING}-01` });
  expect(spans()).toMatchObject([
    {
      traceId: TRACE,
      parentSpanId: ASKING,
      name: 'querier.v1.QuerierService/LabelValues',
      kind: 'SERVER',
      attributes: { 'rpc.system.name': 'connectrpc', 'rpc.method': 'querier.v1.QuerierService/LabelValues' },
    },
  ]);
});

test('its span says with which code a call was refused', async () => {
  await ask('{}', { traceparent: `00-${TRACE}-${ASKING}-01` });
  expect(spans()).toMatchObject([{ attributes: { 'rpc.response.status_code': 'invalid_argument' } }]);
});

test.each([undefined, 'nonsense'])('a call whose sender says %s of its trace is no span', async (traceparent) => {
  await ask('{"name":"pod"}', traceparent === undefined ? {} : { traceparent });
  expect(spans()).toEqual([]);
});
