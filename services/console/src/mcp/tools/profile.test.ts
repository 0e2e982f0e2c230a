import { TRACE_ID } from '../../testing/jaeger-trace.ts';
import { AskedTools } from '../testing/asked-tools.ts';
import { idOf, madeTrace } from '../testing/made-trace.ts';

const QUERIER = '/querier.v1.QuerierService/';
const TYPES = ['process_cpu:cpu:nanoseconds:cpu:nanoseconds', 'memory:inuse_space:bytes:inuse_space:bytes'];
/** `handle` (40 ms self time) calls `parse` (60 ms). */
const PROFILE = {
  stringTable: ['', 'handle', '/app/shop.ts', 'parse'],
  function: [1, 2].map((id) => ({ id, name: id === 1 ? 1 : 3, filename: 2 })),
  location: [1, 2].map((id) => ({ id, line: [{ functionId: id, line: id * 10 }] })),
  sample: [
    { locationId: [1], value: [40e6] },
    { locationId: [2, 1], value: [60e6] },
  ],
};
/** The flame graph of the span: 5 ms of `parse`. */
const FLAME = {
  names: ['total', 'handle', 'parse'],
  levels: [{ values: [0, 5e6, 0, 0] }, { values: [0, 5e6, 0, 1] }, { values: [0, 5e6, 5e6, 2] }],
};

let asked: AskedTools;

beforeEach(async () => {
  asked = await AskedTools.open();
  asked.answers = {
    '/api/traces': { data: [madeTrace({ spans: 2 })] },
    [`${QUERIER}LabelValues`]: { names: TYPES },
    [`${QUERIER}SelectMergeProfile`]: PROFILE,
    [`${QUERIER}SelectMergeSpanProfile`]: { flamegraph: FLAME },
    [`${QUERIER}SelectSeries`]: {
      series: [{ points: [1, 0, 1].map((value) => ({ value })) }, { points: [{ value: 1 }] }],
    },
  };
});

afterEach(() => asked.close());

test('returns the functions of a service, of a trace, and of one span without naming its service', async () => {
  const all = {
    unit: 'ms',
    total: 100,
    functions: [{ name: 'parse', place: '/app/shop.ts:20', self: 60 }, { self: 40 }],
  };
  expect((await asked.call('profile', { service: 'shop' })).data).toMatchObject(all);
  const { data: ofTrace } = await asked.call('profile', { service: 'shop', trace_id: TRACE_ID });
  expect(ofTrace).toMatchObject({
    ...all,
    link: `${AskedTools.PAGES}/profiles?service=shop&type=cpu&trace=${TRACE_ID}`,
  });
  const { data, text } = await asked.call('profile', { trace_id: TRACE_ID, span_id: idOf(1) });
  expect(data).toMatchObject({
    service: 'shop',
    total: 5,
    functions: [
      { name: 'parse', place: '/app/shop.ts:20', self: 5 },
      { name: 'handle', total: 5 },
    ],
    stacks: [{ stack: 'handle;parse', value: 5 }],
    link: `${AskedTools.PAGES}/profiles?service=shop&type=cpu&trace=${TRACE_ID}&span=${idOf(1)}`,
  });
  expect(text).toMatch(/^shop, cpu: 5 ms\. By the functions themselves:\n5\.0 ms parse \(\/app\/shop\.ts:20\)/);
});

test('does not add up the memory in use at several times', async () => {
  const { data } = await asked.call('profile', { service: 'shop', type: 'heap' });
  expect(data).toMatchObject({
    unit: 'KB',
    total: Math.round(100e7 / 1024 / 3) / 10,
    functions: [{ name: 'parse' }, {}],
  });
});

test.each([
  [{ span_id: idOf(1) }, /^span_id: expected together with the trace_id/],
  [{ trace_id: TRACE_ID }, /^service: expected one/],
  [{ trace_id: TRACE_ID, service: 'shop', type: 'heap' }, /^type: expected cpu or wall for a trace.*, came heap/],
  [{ trace_id: TRACE_ID, span_id: 'f' }, /has no span/],
  [{ service: 'shop', type: 'alloc' }, /^There is no alloc profile of shop in that time/],
])('refuses %j with what was expected', async (args, reason) => {
  expect(await asked.call('profile', args)).toMatchObject({ isError: true, text: expect.stringMatching(reason) });
});

test('reports that no sample belongs to a span', async () => {
  asked.answers[`${QUERIER}SelectMergeSpanProfile`] = { flamegraph: {} };
  const { text } = await asked.call('profile', { trace_id: TRACE_ID, span_id: idOf(1) });
  expect(text).toMatch(/^No cpu sample of shop belongs to that span/);
});
