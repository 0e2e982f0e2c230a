import { gzipSync } from 'node:zlib';
import { pprof } from '../testing/pprof.ts';
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
  return Number(((await answer.json()) as { flamegraph: { total: string } }).flamegraph.total);
}

test.each<[string, Uint8Array]>([
  ['that unzips to more than the limit', gzipSync(Buffer.alloc(64 * 1024 * 1024))],
  ['that is empty', new Uint8Array()],
  ['that is cut off', pprof({}).slice(0, 10)],
])('a profile %s is refused with 400', async (_, body) => {
  expect((await ingest(body)).status).toBe(400);
  expect(await total()).toBe(0);
});

test('values that are no amounts are left out, and those too large to count are as large as can be', async () => {
  expect((await ingest(pprof({ values: [-5, 7] }))).status).toBe(200);
  expect(await total()).toBe(7);
  expect((await ingest(pprof({ values: [2n ** 62n, 2n ** 62n] }), 'large')).status).toBe(200);
  expect(await total()).toBeGreaterThan(Number.MAX_SAFE_INTEGER);
});

test.each(['1000.0005', '9'.repeat(30), 'yesterday'])('a profile that says it began at %s is refused', async (from) => {
  const query = new URLSearchParams({ name: 'app', from });
  const body = new Uint8Array(pprof({ timeNanos: 0n }));
  const { status } = await fetch(`${store.url}/ingest?${query}`, { method: 'POST', body });
  expect([400, 422]).toContain(status);
});

test.each(['1700000000', '1700000000000', '1700000000000000000'])('%s is when a profile began', async (from) => {
  const query = new URLSearchParams({ name: 'app', from });
  await fetch(`${store.url}/ingest?${query}`, { method: 'POST', body: new Uint8Array(pprof({ timeNanos: 0n })) });
  const answer = await store.ask('LabelValues', { name: 'service_name', start: 1.7e12, end: 1.7e12 });
  expect(await answer.json()).toEqual({ names: ['app'] });
});

test('sums past what an integer holds can still be asked for', async () => {
  for (const pod of ['a', 'b', 'c']) await ingest(pprof({ values: [Number.MAX_SAFE_INTEGER] }), `app{pod=${pod}}`);
  expect(await total()).toBeGreaterThan(Number.MAX_SAFE_INTEGER);
  expect((await store.ask('SelectSeries', { profileTypeID: TYPE })).status).toBe(200);
  expect((await store.ask('SelectMergeProfile', { profileTypeID: TYPE })).status).toBe(200);
});

test('a stack of any depth is kept as deep as can be shown', async () => {
  expect((await ingest(pprof({ depth: 30_000 }))).status).toBe(200);
  const answer = await store.ask('SelectMergeStacktraces', { profileTypeID: TYPE });
  const { flamegraph } = (await answer.json()) as { flamegraph: { names: string[]; levels: unknown[] } };
  expect(flamegraph.levels).toHaveLength(1001);
  expect(flamegraph.names).toEqual(expect.arrayContaining(['(truncated)', 'f1']));
});

test('a pattern that would backtrack for ever is answered', async () => {
  await ingest(pprof({}), `app{v=${'a'.repeat(40)}}`);
  const answer = await store.ask('Series', { matchers: ['{v=~"(a|a)*b"}'] });
  expect(await answer.json()).toEqual({ labelsSet: [] });
});

test.each(['constructor', '__proto__', 'toString'])('a label called %s has no values', async (name) => {
  await ingest(pprof({}));
  expect(await (await store.ask('LabelValues', { name })).json()).toEqual({ names: [] });
});

test('what a profile says of its type is listed as a type that can be asked for', async () => {
  for (const type of ['a:b', '']) {
    expect((await ingest(pprof({ type }))).status).toBe(200);
  }
  const { profileTypes } = (await (await store.ask('ProfileTypes', {})).json()) as { profileTypes: { ID: string }[] };
  expect(profileTypes).toMatchObject([{ sampleType: 'a_b' }, { sampleType: 'unknown' }]);
  for (const { ID } of profileTypes) {
    expect((await store.ask('SelectMergeStacktraces', { profileTypeID: ID })).status).toBe(200);
  }
});

test('a series is selected by its type too', async () => {
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
  ['more conditions than can be held against all series', { labelSelector: `{${'a=~".*",'.repeat(1000)}}` }],
])('%s is an invalid argument', async (_, mistake) => {
  const answer = await store.ask('SelectMergeStacktraces', { profileTypeID: TYPE, ...mistake });
  expect(answer.status).toBe(400);
  expect(await answer.json()).toMatchObject({ code: 'invalid_argument' });
});
