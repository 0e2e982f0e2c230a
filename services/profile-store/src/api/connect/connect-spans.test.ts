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

test('a call is a span in the trace of its caller', async () => {
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

test('the span of a refused call has the error code', async () => {
  await ask('{}', { traceparent: `00-${TRACE}-${ASKING}-01` });
  expect(spans()).toMatchObject([{ attributes: { 'rpc.response.status_code': 'invalid_argument' } }]);
});

test.each([undefined, 'nonsense'])('a call with the traceparent %s has no span', async (traceparent) => {
  await ask('{"name":"pod"}', traceparent === undefined ? {} : { traceparent });
  expect(spans()).toEqual([]);
});
