import { gzipSync } from 'node:zlib';
import { MOST } from '../ingest/limits.ts';
import { ExportProfilesServiceRequest } from '../ingest/otlp-messages.ts';
import { pprof } from '../testing/pprof.ts';
import { field, numbers, packed } from '../testing/protobuf.ts';
import { startTemporaryStore, type TemporaryStore } from '../testing/temporary-store.ts';

const TYPE = 'wall:wall:nanoseconds:wall:nanoseconds';

let store: TemporaryStore;

beforeEach(async () => {
  store = await startTemporaryStore();
});
afterEach(() => store.stop());

function ingest(body: Uint8Array, name = 'app'): Promise<Response> {
  return fetch(`${store.url}/ingest?name=${encodeURIComponent(name)}`, { method: 'POST', body: new Uint8Array(body) });
}

async function total(): Promise<number> {
  const answer = await store.ask('SelectMergeStacktraces', { profileTypeID: TYPE });
  expect(answer.status).toBe(200);
  return Number(((await answer.json()) as { flamegraph: { total?: string } }).flamegraph.total ?? 0);
}

test.each<[string, Uint8Array]>([
  ['that unzips to more than the limit', gzipSync(Buffer.alloc(64 * 1024 * 1024))],
  ['that is empty', new Uint8Array()],
  ['that is cut off', pprof({}).slice(0, 10)],
])('a profile %s is refused with 400', async (_, body) => {
  expect((await ingest(body)).status).toBe(400);
  expect(await total()).toBe(0);
});

test('invalid values are left out, and those too large to count are capped', async () => {
  expect((await ingest(pprof({ values: [-5, 7] }))).status).toBe(200);
  expect(await total()).toBe(7);
  expect((await ingest(pprof({ values: [2n ** 62n, 2n ** 62n] }), 'large')).status).toBe(200);
  expect(await total()).toBeGreaterThan(Number.MAX_SAFE_INTEGER);
});

test('the sum of one stack is capped at what can be stored', async () => {
  expect((await ingest(pprof({ values: Array(2_000).fill(Number.MAX_SAFE_INTEGER) }))).status).toBe(200);
  expect(await total()).toBeGreaterThan(Number.MAX_SAFE_INTEGER);
});

test.each([2n ** 53n, 2n ** 63n, 2n ** 64n - 1n])('line %d is dropped, and the stack can be queried', async (line) => {
  expect((await ingest(pprof({ line }))).status).toBe(200);
  expect(await total()).toBe(1);
});

test.each(['1000.0005', '9'.repeat(30), 'yesterday'])('a profile that began at %s is refused', async (from) => {
  const query = new URLSearchParams({ name: 'app', from });
  const body = new Uint8Array(pprof({ timeNanos: 0n }));
  const { status } = await fetch(`${store.url}/ingest?${query}`, { method: 'POST', body });
  expect([400, 422]).toContain(status);
});

test.each(['1700000000', '1700000000000', '1700000000000000000'])(
  '%s is accepted as the begin of a profile',
  async (from) => {
    const query = new URLSearchParams({ name: 'app', from });
    await fetch(`${store.url}/ingest?${query}`, { method: 'POST', body: new Uint8Array(pprof({ timeNanos: 0n })) });
    const answer = await store.ask('LabelValues', { name: 'service_name', start: 1.7e12, end: 1.7e12 });
    expect(await answer.json()).toEqual({ names: ['app'] });
  },
);

test('sums beyond the range of an integer can be queried', async () => {
  for (const pod of ['a', 'b', 'c']) await ingest(pprof({ values: [Number.MAX_SAFE_INTEGER] }), `app{pod=${pod}}`);
  expect(await total()).toBeGreaterThan(Number.MAX_SAFE_INTEGER);
  expect((await store.ask('SelectSeries', { profileTypeID: TYPE })).status).toBe(200);
  expect((await store.ask('SelectMergeProfile', { profileTypeID: TYPE })).status).toBe(200);
});

test('a stack of any depth is kept as deep as it can be shown', async () => {
  expect((await ingest(pprof({ depth: 30_000 }))).status).toBe(200);
  const answer = await store.ask('SelectMergeStacktraces', { profileTypeID: TYPE });
  const { flamegraph } = (await answer.json()) as { flamegraph: { names: string[]; levels: unknown[] } };
  expect(flamegraph.levels).toHaveLength(1001);
  expect(flamegraph.names).toEqual(expect.arrayContaining(['(truncated)', 'f1']));
});

test('a pattern that would backtrack for ever is answered', async () => {
  await ingest(pprof({}), `app{v=${'a'.repeat(40)}}`);
  const answer = await store.ask('Series', { matchers: ['{v=~"(a|a)*b"}'] });
  expect(await answer.json()).toEqual({});
});

test.each(['constructor', '__proto__', 'toString'])('a label with the name %s has no values', async (name) => {
  await ingest(pprof({}));
  expect(await (await store.ask('LabelValues', { name })).json()).toEqual({});
});

test('the type of a profile is listed as one that can be queried', async () => {
  for (const type of ['a:b', '']) {
    expect((await ingest(pprof({ type }))).status).toBe(200);
  }
  const { profileTypes } = (await (await store.ask('ProfileTypes', {})).json()) as { profileTypes: { ID: string }[] };
  expect(profileTypes).toMatchObject([{ sampleType: 'a_b' }, { sampleType: 'unknown' }]);
  for (const { ID } of profileTypes) {
    expect((await store.ask('SelectMergeStacktraces', { profileTypeID: ID })).status).toBe(200);
  }
});

test('a series can be selected by its type', async () => {
  await ingest(pprof({}));
  await ingest(pprof({ type: 'other' }), 'elsewhere');
  const body = { name: 'service_name', matchers: [`{__profile_type__="${TYPE}"}`] };
  expect(await (await store.ask('LabelValues', body)).json()).toEqual({ names: ['app'] });
});

test('points of a series are at whole milliseconds, however small the step', async () => {
  await ingest(pprof({}));
  const answer = await store.ask('SelectSeries', { profileTypeID: TYPE, step: 1.0000001e-3, start: 1 });
  const { series } = (await answer.json()) as { series: { points: { timestamp: string }[] }[] };
  expect(series[0]?.points[0]?.timestamp).toMatch(/^\d+$/);
});

test.each<[string, object]>([
  ['a time of 400 digits', { start: '9'.repeat(400) }],
  ['a negative number of nodes', { maxNodes: -5 }],
  ['more conditions than can be compared with all series', { labelSelector: `{${'a=~".*",'.repeat(1000)}}` }],
])('%s is an invalid argument', async (_, mistake) => {
  const answer = await store.ask('SelectMergeStacktraces', { profileTypeID: TYPE, ...mistake });
  expect(answer.status).toBe(400);
  expect(await answer.json()).toMatchObject({ code: 'invalid_argument' });
});

/** Repeats a part, such as a message or number of a byte or two. */
const times = (count: number, part: Buffer): Buffer => Buffer.concat(Array<Buffer>(count).fill(part));

const VALUE_TYPE = field(1, numbers([1, 2]));
const STRINGS = Buffer.concat(['', 'wall', 'nanoseconds', 'f'.repeat(1_000_000)].map((text) => field(6, text)));
const FUNCTION = field(5, numbers([1, 3]));
const LINE = field(4, numbers([1]));
const DEEP = Buffer.concat([VALUE_TYPE, STRINGS, FUNCTION, field(4, numbers([1]), times(60_000, LINE))]);

/** A sample with value 1 and these locations. */
const sample = (locations: number[]) => field(2, packed(1, locations), packed(2, [1]));

test.each<[string, Buffer, string]>([
  ['with a hundred thousand types', times(100_000, VALUE_TYPE), `at most ${MOST.sampleTypes} sample types`],
  ['with a million empty samples', times(1_000_000, field(2)), `at most ${MOST.messages} messages`],
  ['with five million locations in a stack', field(2, packed(1, Array(5_000_000).fill(1))), `${MOST.numbers} numbers`],
  [
    'whose samples multiply with its types',
    Buffer.concat([times(32, VALUE_TYPE), STRINGS, times(40_000, sample([]))]),
    `at most ${MOST.samples} samples`,
  ],
  [
    'whose stacks multiply with inlined calls',
    Buffer.concat([DEEP, ...Array.from({ length: 2_000 }, (_, index) => sample([1, index + 2]))]),
    `at most ${MOST.frames} frames`,
  ],
  [
    'whose labels all refer to one long string',
    Buffer.concat([
      VALUE_TYPE,
      STRINGS,
      ...Array.from({ length: 40_000 }, (_, index) =>
        field(2, packed(2, [1]), field(3, numbers([3, 3])), field(3, numbers([4 + index, 3]))),
      ),
      ...Array.from({ length: 40_000 }, (_, index) => field(6, `label${index}`)),
    ]),
    'at most',
  ],
])('a pprof %s is refused before it is expanded', async (_, body, message) => {
  const answer = await ingest(gzipSync(body));
  expect({ status: answer.status, text: await answer.text() }).toEqual({
    status: 400,
    text: expect.stringContaining(message),
  });
});

test('an OTLP profile whose stacks multiply with inlined calls is refused before it is expanded', async () => {
  const lines = Array.from({ length: 1_000 }, () => ({ functionIndex: 1, line: 1 }));
  const stackTable = Array.from({ length: 2_000 }, (_, index) => ({ locationIndices: [1, index + 2] }));
  const body = ExportProfilesServiceRequest.encode(
    ExportProfilesServiceRequest.fromObject({
      dictionary: {
        stringTable: ['', 'wall', 'nanoseconds'],
        functionTable: [{}, { nameStrindex: 1 }],
        locationTable: [{}, { lines }, ...stackTable.map(() => ({}))],
        stackTable,
      },
      resourceProfiles: [
        {
          scopeProfiles: [
            {
              profiles: [
                {
                  sampleType: { typeStrindex: 1, unitStrindex: 2 },
                  timeUnixNano: Date.now() * 1e6,
                  samples: stackTable.map((_, stackIndex) => ({ stackIndex, values: [1] })),
                },
              ],
            },
          ],
        },
      ],
    }),
  ).finish();
  const headers = { 'content-type': 'application/x-protobuf', 'content-encoding': 'gzip' };
  const options = { method: 'POST', headers, body: new Uint8Array(gzipSync(body)) };
  const answer = await fetch(`${store.url}/v1development/profiles`, options);
  expect(await answer.text()).toContain(`at most ${MOST.frames} frames`);
  expect(answer.status).toBe(400);
});

test('a profile of the year 2200 is refused', async () => {
  const answer = await ingest(pprof({ timeNanos: BigInt(Date.UTC(2200)) * 1_000_000n }));
  expect(await answer.text()).toContain('at most an hour ahead');
  expect(answer.status).toBe(400);
});

test('a stack of one location with very many inlined calls is truncated while it is read', async () => {
  expect((await ingest(gzipSync(Buffer.concat([DEEP, sample(Array(60_000).fill(1))])))).status).toBe(200);
  const answer = await store.ask('SelectMergeStacktraces', { profileTypeID: 'wall:wall:nanoseconds::' });
  const { flamegraph } = (await answer.json()) as { flamegraph: { names: string[]; levels: unknown[] } };
  expect(flamegraph.levels).toHaveLength(1001);
  // Names are truncated, too.
  expect(Math.max(...flamegraph.names.map(({ length }) => length))).toBe(4096);
});
