import { gunzipSync } from 'node:zlib';
import { profileFromPprof } from '../model/files/pprof-file.ts';
import { BEGIN, jaegerTrace, TRACE_ID } from '../testing/jaeger-trace.ts';
import type { ProfileAnswer, ProfiledServicesAnswer } from './profiles.ts';
import { type AskedConsole, askedConsole } from './testing/asked-console.ts';

const SPAN = '1'.repeat(16);
const OTHER_TRACE = 'b'.repeat(32);
const OTHER_SPAN = '2'.repeat(16);
const CPU = 'process_cpu:cpu:nanoseconds:cpu:nanoseconds';
const HEAP = 'memory:inuse_space:bytes:inuse_space:bytes';
const OPERATION = 'GET /cart';

const PROFILE = {
  stringTable: ['', 'handle', '/app/shop.ts', 'parse', 'cpu', 'nanoseconds'],
  sampleType: [{ type: '4', unit: '5' }],
  function: [1, 2].map((id) => ({ id, name: id === 1 ? 1 : 3, filename: 2 })),
  location: [1, 2].map((id) => ({ id, line: [{ functionId: id, line: id * 10 }] })),
  sample: [
    { locationId: ['1'], value: ['40000000'] },
    { locationId: ['2', '1'], value: ['60000000'] },
  ],
};
/** The flame graph of the spans: 5 ms of `parse`. */
const FLAME = {
  names: ['total', 'handle', 'parse'],
  levels: [{ values: [0, 5e6, 0, 0] }, { values: [0, 5e6, 0, 1] }, { values: [0, 5e6, 5e6, 2] }],
};

let asked: AskedConsole;
let isAway: boolean;
let selectedSpans: string[];

beforeAll(async () => {
  asked = await askedConsole((path, text) => {
    if (path.startsWith('/api/operations')) return { data: [{ name: OPERATION }] };
    if (path.startsWith('/api/traces?'))
      return {
        data: path.includes(encodeURIComponent(OPERATION).replace('%20', '+'))
          ? [traceOf(SPAN, TRACE_ID), traceOf(OTHER_SPAN, OTHER_TRACE)]
          : [],
      };
    if (path.startsWith('/api/traces/')) return { data: [traceOf(SPAN, TRACE_ID)] };
    if (isAway) return undefined;
    const body = JSON.parse(text);
    if (path.endsWith('LabelValues')) {
      if (body.name === 'service_name') return { names: ['idler', 'shop'] };
      const types: Record<string, string[]> = { shop: [CPU, HEAP], idler: [CPU] };
      return { names: types[serviceIn(body.matchers[0])] ?? [] };
    }
    if (path.endsWith('SelectSeries')) {
      const totals = serviceIn(body.labelSelector) === 'shop' ? [70e6, 30e6] : [1e6];
      return { series: [{ points: totals.map((value) => ({ value })) }] };
    }
    if (path.endsWith('SelectMergeProfile')) return PROFILE;
    selectedSpans = body.spanSelector;
    return { flamegraph: FLAME };
  });
});
afterAll(() => asked.stop());
beforeEach(() => {
  isAway = false;
});

const traceOf = (spanId: string, traceId: string) => jaegerTrace([{ spanId, name: OPERATION }], traceId);
const serviceIn = (selector: string): string => /service_name="(.*)"/.exec(selector)?.[1] ?? '';
const profileOf = async (query: string) => (await asked.get(`/api/profiles?${query}`)).body as ProfileAnswer;
const totalOf = ({ profile }: ProfileAnswer) => profile.sample.reduce((sum, { value }) => sum + (value[0] ?? 0), 0);

test('lists the services that have profiles, the busiest first, with their types', async () => {
  const { body } = await asked.get('/api/profiles/services');
  expect((body as ProfiledServicesAnswer).services).toEqual([
    { service: 'shop', types: ['cpu', 'heap'], nanoseconds: 100e6 },
    { service: 'idler', types: ['cpu'], nanoseconds: 1e6 },
  ]);
});

test('answers the profile of a service in a time range', async () => {
  const answer = await profileOf(`service=shop&from=${BEGIN / 1000}&to=${BEGIN / 1000 + 60_000}`);
  expect(answer).toMatchObject({ service: 'shop', type: 'cpu', unit: 'nanoseconds', states: 1, begin: BEGIN / 1000 });
  expect(totalOf(answer)).toBe(100e6);
});

test('memory in use is the mean of its profiles', async () => {
  const answer = await profileOf('service=shop&type=heap');
  expect([answer.unit, answer.states, totalOf(answer)]).toEqual(['bytes', 2, 50e6]);
});

test('the service of a span is known', async () => {
  const answer = await profileOf(`trace=${TRACE_ID}&span=${SPAN}`);
  expect([answer.service, totalOf(answer), selectedSpans]).toEqual(['shop', 5e6, [SPAN]]);
});

test('answers the profile of the newest spans of an operation', async () => {
  const answer = await profileOf(`service=shop&operation=${encodeURIComponent(OPERATION)}`);
  expect([answer.spans, totalOf(answer), selectedSpans]).toEqual([2, 5e6, [SPAN, OTHER_SPAN]]);
});

test('answers the usual profile of the operation of a span, without its own trace', async () => {
  const answer = await profileOf(`trace=${TRACE_ID}&span=${SPAN}&usual=true`);
  expect([answer.spans, selectedSpans]).toEqual([1, [OTHER_SPAN]]);
});

test('answers the same as a pprof file', async () => {
  const file = Buffer.from(await asked.bytes('/api/profiles/pprof?service=shop'));
  const { types, profile } = await profileFromPprof(gunzipSync(file));
  expect(types).toEqual([{ name: 'cpu', unit: 'nanoseconds' }]);
  expect(profile.sample.map(({ value }) => value)).toEqual([[40e6], [60e6]]);
});

test.each([
  ['service=nobody', 404, /no cpu profile of nobody in that time.*Services that have some: idler, shop\./],
  ['service=idler&type=heap', 404, /no heap profile of idler in that time.*It has profiles of: cpu\./],
  ['', 404, /service: expected one/],
  ['service=shop&type=goroutine', 422, /cpu.*wall.*heap.*alloc/],
  [`service=shop&span=${SPAN}`, 404, /expected together with the trace_id/],
  [`service=idler&trace=${TRACE_ID}&span=${SPAN}`, 404, /that span is of shop, asked for was idler/],
  ['service=shop&operation=POST+/cart', 404, /has no operation POST \/cart\. It has: GET \/cart\./],
  ['service=shop&operation=GET&type=heap', 404, /expected cpu or wall for a trace or an operation/],
  ['service=shop&usual=true', 422, /usual: expected together with trace and span/],
])('%s is refused with what was expected', async (query, status, reason) => {
  const answer = await asked.get(`/api/profiles?${query}`);
  expect([answer.status, JSON.stringify(answer.body)]).toEqual([status, expect.stringMatching(reason)]);
});

test('a profile store that is away is a 502 that names it', async () => {
  isAway = true;
  for (const path of ['/api/profiles/services', '/api/profiles?service=shop', '/api/profiles/pprof?service=shop']) {
    const { status, body } = await asked.get(path);
    expect([status, JSON.stringify(body)]).toEqual([502, expect.stringContaining('The profile store at')]);
  }
});
