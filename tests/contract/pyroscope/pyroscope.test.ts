import { randomBytes } from 'node:crypto';
import { type DisposableTempDir, mkdtempDisposable } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { readProfileStoreConfig, startProfileStore } from '@cortex/profile-store';
import type { StartedService } from '@cortex/runtime';
import { eventually } from '@cortex/trace-testing';
import { Line, Location, Function as PprofFunction, Profile, Sample, StringTable, ValueType } from 'pprof-format';
import { deliver, type StatedProfile } from './delivery.ts';
import { askByGo } from './go-client.ts';
import { answer, call, type FlameGraphAnswer, type PprofAnswer, totalsByFunction } from './querier.ts';

/**
 * States what Pyroscope does. Runs against the server in PYROSCOPE_CONTRACT_URL or else against the embedded
 * profile store, with services of its own, so that the server does not have to be empty.
 */
const CPU = 'process_cpu:cpu:nanoseconds:cpu:nanoseconds';
const WALL = 'wall:wall:nanoseconds:wall:nanoseconds';
const TRACE = randomBytes(16).toString('hex');
const [PAY_SPAN, PACK_SPAN] = [randomBytes(8).toString('hex'), randomBytes(8).toString('hex')] as const;
const service = `shop-${randomBytes(4).toString('hex')}`;
const selector = `{service_name="${service}"}`;
const now = Date.now();
const range = { start: String(now - 3_600_000), end: String(now + 60_000) };

let url = process.env.PYROSCOPE_CONTRACT_URL ?? '';
let embedded: StartedService | undefined;
let home: DisposableTempDir;

beforeAll(async () => {
  home = await mkdtempDisposable(join(tmpdir(), 'cortex-contract-'));
  if (url === '') {
    const env = { PORT: '0', CORTEX_HOME: home.path, LOG_LEVEL: 'silent' };
    embedded = await startProfileStore(readProfileStoreConfig(env));
    url = embedded.url;
  }
  const profile: StatedProfile = {
    service,
    timeMilliseconds: now - 30_000,
    samples: [
      { stack: ['serve', 'pay', 'hash'], value: 300_000_000, link: { traceId: TRACE, spanId: PAY_SPAN } },
      { stack: ['serve', 'pay'], value: 50_000_000, link: { traceId: TRACE, spanId: PAY_SPAN } },
      { stack: ['serve', 'pack'], value: 200_000_000, link: { traceId: TRACE, spanId: PACK_SPAN } },
      { stack: ['idle'], value: 10_000_000 },
    ],
  };
  expect((await deliver(url, profile)).status).toBe(200);
  expect((await deliver(url, { ...profile, timeMilliseconds: now - 15_000 })).status).toBe(200);
  const wall = { type: 'wall', unit: 'nanoseconds', periodType: 'wall', periodUnit: 'nanoseconds' };
  expect((await deliver(url, { ...profile, type: wall })).status).toBe(200);
  const isThere = async (profileTypeID: string, total: number) => (await merged({ profileTypeID })).total === total;
  // A server may accept a delivery before it can be queried.
  await eventually(
    async () => ((await isThere(CPU, 1_120_000_000)) && (await isThere(WALL, 560_000_000)) ? true : undefined),
    { what: 'the delivered profiles' },
  );
});

afterAll(async () => {
  await embedded?.stop();
  await home.remove();
});

async function merged(selection: object = {}): Promise<{ total: number; functions: Record<string, number> }> {
  const body = { profileTypeID: CPU, labelSelector: selector, ...range, ...selection };
  const { flamegraph } = await answer<{ flamegraph?: FlameGraphAnswer }>(url, 'SelectMergeStacktraces', body);
  if (flamegraph?.levels === undefined) return { total: 0, functions: {} };
  return { total: Number(flamegraph.total), functions: totalsByFunction(flamegraph) };
}

test('series have the standard profile types', async () => {
  const { profileTypes } = await answer<{ profileTypes: Array<{ ID: string }> }>(url, 'ProfileTypes', range);
  const ids = profileTypes.map(({ ID }) => ID);
  expect(ids).toEqual(expect.arrayContaining([CPU, WALL]));
});

test('labels name the service', async () => {
  const { names } = await answer<{ names: string[] }>(url, 'LabelNames', { matchers: [selector], ...range });
  expect(names).toContain('service_name');
  const values = await answer<{ names: string[] }>(url, 'LabelValues', {
    name: 'service_name',
    matchers: [selector],
    ...range,
  });
  expect(values.names).toEqual([service]);
});

test('series are listed with the requested labels', async () => {
  type Answer = { labelsSet: Array<{ labels: Array<{ name: string; value: string }> }> };
  const body = { matchers: [selector], labelNames: ['service_name'], ...range };
  const { labelsSet } = await answer<Answer>(url, 'Series', body);
  expect(labelsSet).toEqual([{ labels: [{ name: 'service_name', value: service }] }]);
});

test('a flame graph merges the profiles of a series by function', async () => {
  const { total, functions } = await merged();
  expect(total).toBe(1_120_000_000);
  expect(functions).toMatchObject({
    serve: 1_100_000_000,
    pay: 700_000_000,
    hash: 600_000_000,
    pack: 400_000_000,
    idle: 20_000_000,
  });
});

test('a flame graph of a span contains only the samples of the span', async () => {
  const { total, functions } = await merged({ spanSelector: [PACK_SPAN] });
  expect(total).toBe(400_000_000);
  expect(functions).not.toHaveProperty('pay');
});

test('a flame graph of a trace contains all its spans and nothing else', async () => {
  const { total, functions } = await merged({ traceIdSelector: [TRACE] });
  expect(total).toBe(1_100_000_000);
  expect(functions).not.toHaveProperty('idle');
});

test('the separate call for spans returns the same', async () => {
  const body = { profileTypeID: CPU, labelSelector: selector, spanSelector: [PAY_SPAN], ...range };
  const { flamegraph } = await answer<{ flamegraph: FlameGraphAnswer }>(url, 'SelectMergeSpanProfile', body);
  expect(totalsByFunction(flamegraph)).toMatchObject({ pay: 700_000_000, hash: 600_000_000 });
});

test('a pprof of a trace has its functions with files and lines', async () => {
  const body = { profileTypeID: CPU, labelSelector: selector, traceIdSelector: [TRACE], ...range };
  const profile = await answer<PprofAnswer>(url, 'SelectMergeProfile', body);
  const text = (index: string | undefined) => profile.stringTable[Number(index)];
  const places = profile.location.flatMap(({ line }) =>
    line.map(({ functionId, line: number }) => {
      const entry = profile.function.find(({ id }) => id === functionId);
      return `${text(entry?.name)} ${text(entry?.filename)}:${number}`;
    }),
  );
  expect(places.sort()).toEqual(['hash shop.ts:7', 'pack shop.ts:7', 'pay shop.ts:7', 'serve shop.ts:7']);
  expect(profile.sample.reduce((sum, { value }) => sum + Number(value[0]), 0)).toBe(1_100_000_000);
  expect(text(profile.sampleType[0]?.type)).toBe('cpu');
});

test('a time range excludes profiles outside of it', async () => {
  expect((await merged({ start: String(now - 20_000) })).total).toBe(560_000_000);
});

test('a series over time sums to the whole', async () => {
  type Answer = { series: Array<{ points: Array<{ value: number; timestamp: string }> }> };
  const body = { profileTypeID: CPU, labelSelector: selector, groupBy: ['service_name'], step: 15, ...range };
  const { series } = await answer<Answer>(url, 'SelectSeries', body);
  expect(series).toHaveLength(1);
  expect(series[0]?.points.reduce((sum, { value }) => sum + value, 0)).toBe(1_120_000_000);
});

test('render returns a flamebearer', async () => {
  const query = new URLSearchParams({ query: `${CPU}${selector}`, from: 'now-1h', until: 'now', format: 'json' });
  const response = await fetch(new URL(`/pyroscope/render?${query}`, url));
  expect(response.status).toBe(200);
  type Answer = {
    flamebearer: { names: string[]; levels: number[][]; numTicks: number };
    metadata: { format: string };
  };
  const { flamebearer, metadata } = (await response.json()) as Answer;
  expect(metadata.format).toBe('single');
  expect(flamebearer.numTicks).toBe(1_120_000_000);
  const levels = flamebearer.levels.map((values) => ({ values }));
  expect(totalsByFunction({ names: flamebearer.names, levels })).toMatchObject({ hash: 600_000_000 });
});

test('two ranges are compared, with the call and with render-diff', async () => {
  const side = { profileTypeID: CPU, labelSelector: selector };
  const left = { ...side, start: range.start, end: String(now - 20_000) };
  const right = { ...side, start: String(now - 20_000), end: range.end };
  type Diff = { names: string[]; levels: Array<{ values: string[] }>; leftTicks: string; rightTicks: string };
  const { flamegraph } = await answer<{ flamegraph: Diff }>(url, 'Diff', { left, right });
  expect([flamegraph.leftTicks, flamegraph.rightTicks]).toEqual(['560000000', '560000000']);
  const query = `${CPU}${selector}`;
  const sides = {
    ...{ leftQuery: query, leftFrom: left.start, leftUntil: left.end },
    ...{ rightQuery: query, rightFrom: right.start, rightUntil: right.end },
  };
  const response = await fetch(new URL(`/pyroscope/render-diff?${new URLSearchParams(sides)}`, url));
  expect(response.status).toBe(200);
  const levels = flamegraph.levels.map(({ values }) => values.map(Number));
  expect(await response.json()).toMatchObject({
    flamebearer: { names: flamegraph.names, levels, numTicks: 1_120_000_000 },
    metadata: { format: 'double' },
    leftTicks: 560_000_000,
    rightTicks: 560_000_000,
  });
});

test("its own generated Go client gets the same over every protocol as over Connect's JSON", async () => {
  const side = { profileTypeID: CPU, labelSelector: selector, ...range };
  const requests: Record<string, object> = {
    ProfileTypes: range,
    LabelNames: { matchers: [selector], ...range },
    LabelValues: { name: 'service_name', matchers: [selector], ...range },
    Series: { matchers: [selector], labelNames: ['service_name'], ...range },
    SelectSeries: { ...side, step: 15, groupBy: ['service_name'] },
    SelectMergeStacktraces: side,
    'SelectMergeStacktraces of a trace': { ...side, traceIdSelector: [TRACE] },
    'SelectMergeStacktraces of nobody': { ...side, labelSelector: `{service_name="${service}-x"}` },
    SelectMergeSpanProfile: { ...side, spanSelector: [PAY_SPAN] },
    SelectMergeProfile: { ...side, traceIdSelector: [TRACE] },
    Diff: { left: side, right: { ...side, start: String(now - 20_000) } },
    AnalyzeQuery: { ...range, query: `${CPU}${selector}` },
    GetProfileStats: {},
  };
  const answers: Record<string, unknown> = {};
  for (const [name, request] of Object.entries(requests)) {
    const [method = ''] = name.split(' ');
    answers[name] = await answer<object>(url, method, request);
  }
  const byGo = await askByGo(url, requests);
  expect(Object.keys(byGo).sort()).toEqual(['default', 'grpcweb', 'grpcweb-gzip', 'gzip', 'json']);
  for (const [protocol, given] of Object.entries(byGo))
    expect({ protocol, given }).toEqual({ protocol, given: answers });
});

test('its own generated Go client learns over every protocol that an argument is invalid', async () => {
  const byGo = await askByGo(url, {
    'SelectMergeStacktraces of no type': { profileTypeID: 'cpu', labelSelector: selector, ...range },
    'SelectMergeStacktraces of no selector': { profileTypeID: CPU, labelSelector: '{service_name="', ...range },
  });
  for (const [protocol, given] of Object.entries(byGo)) {
    const codes = Object.values(given);
    expect({ protocol, codes }).toEqual({ protocol, codes: Array(2).fill({ code: 'invalid_argument' }) });
  }
});

/** Pyroscope recognizes pprof by the content type of a form, and bare bytes by the named format. */
const pushed: [string, Record<string, string>, () => RequestInit][] = [
  [
    'as its bytes',
    { format: 'pprof' },
    () => ({ body: gzippedPprof(), headers: { 'content-type': 'application/octet-stream' } }),
  ],
  ['in a form', {}, () => ({ body: formWith(gzippedPprof()) })],
];

test.each(pushed)('pprof from a client of Pyroscope is accepted at /ingest %s', async (_, format, request) => {
  const name = `push-${randomBytes(4).toString('hex')}`;
  const query = new URLSearchParams({
    name,
    from: String(Math.floor(now / 1000) - 10),
    until: String(Math.floor(now / 1000)),
    spyName: 'nodespy',
    ...format,
  });
  const response = await fetch(new URL(`/ingest?${query}`, url), { method: 'POST', ...request() });
  expect(response.status).toBe(200);
  const body = { name: '__profile_type__', matchers: [`{service_name="${name}"}`], ...range };
  const types = await eventually(
    async () => {
      const { names } = await answer<{ names?: string[] }>(url, 'LabelValues', body);
      return names?.length ? names : undefined;
    },
    { what: 'the pushed profile' },
  );
  expect(types).toEqual([WALL]);
});

const gzippedPprof = () => new Uint8Array(gzipSync(wallPprof()));

function formWith(profile: Uint8Array<ArrayBuffer>): FormData {
  const form = new FormData();
  form.append('profile', new Blob([profile]), 'profile');
  return form;
}

function wallPprof(): Uint8Array {
  const stringTable = new StringTable();
  const index = (text: string) => stringTable.dedup(text);
  const wall = new ValueType({ type: index('wall'), unit: index('nanoseconds') });
  return new Profile({
    stringTable,
    sampleType: [wall],
    periodType: wall,
    period: 10_000_000,
    timeNanos: BigInt(now - 10_000) * 1_000_000n,
    function: [
      new PprofFunction({ id: 1, name: index('sleep'), systemName: index('sleep'), filename: index('push.ts') }),
    ],
    location: [new Location({ id: 1, line: [new Line({ functionId: 1, line: 3 })] })],
    sample: [new Sample({ locationId: [1], value: [70_000_000] })],
  }).encode();
}

test.each([
  ['a profile type with too few parts', { profileTypeID: 'cpu' }],
  ['a selector that does not end', { labelSelector: '{service_name="' }],
  ['a span and a trace at once', { spanSelector: [PAY_SPAN], traceIdSelector: [TRACE] }],
])('%s is an invalid argument', async (_, mistake) => {
  const response = await call(url, 'SelectMergeStacktraces', {
    profileTypeID: CPU,
    labelSelector: selector,
    ...range,
    ...mistake,
  });
  expect(response.status).toBe(400);
  expect(await response.json()).toMatchObject({ code: 'invalid_argument', message: expect.any(String) });
});

test('a body that is not OTLP is refused', async () => {
  const response = await fetch(new URL('/v1development/profiles', url), {
    method: 'POST',
    headers: { 'content-type': 'application/x-protobuf' },
    body: 'not protobuf',
  });
  expect(response.status).toBe(400);
});
