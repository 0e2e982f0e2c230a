import { type Client, Code, ConnectError, createClient, type Transport } from '@connectrpc/connect';
import { compressionGzip, createConnectTransport, createGrpcWebTransport } from '@connectrpc/connect-node';
import { type FlameGraph, ProfileFormat, QuerierService } from '../../messages/querier/v1/querier_pb.ts';
import { ExemplarType, TimeSeriesAggregationType } from '../../messages/types/v1/types_pb.ts';
import { goPprof } from '../../testing/go-pprof.ts';
import { startTemporaryStore, type TemporaryStore } from '../../testing/temporary-store.ts';
import { MOST_LABEL_NAMES, MOST_NODES } from '../requests.ts';

const TYPE = 'memory:inuse_space:bytes:inuse_objects:count';
const OBJECTS = 'memory:inuse_objects:count:inuse_objects:count';
const SPAN = 'ab'.repeat(8);
const SHOP = '{service_name="shop"}';
const BODY_LIMIT_BYTES = 1_048_576;

const transport = { httpVersion: '1.1' as const };
const TRANSPORTS: Array<[string, (baseUrl: string) => Transport]> = [
  ['Connect in binary', (baseUrl) => createConnectTransport({ ...transport, baseUrl, useBinaryFormat: true })],
  ['Connect in JSON', (baseUrl) => createConnectTransport({ ...transport, baseUrl, useBinaryFormat: false })],
  ['gRPC-web in binary', (baseUrl) => createGrpcWebTransport({ ...transport, baseUrl, useBinaryFormat: true })],
  ['gRPC-web in JSON', (baseUrl) => createGrpcWebTransport({ ...transport, baseUrl, useBinaryFormat: false })],
  [
    'Connect that sends gzip',
    (baseUrl) =>
      createConnectTransport({ ...transport, baseUrl, sendCompression: compressionGzip, compressMinBytes: 0 }),
  ],
  [
    'gRPC-web that sends gzip',
    (baseUrl) =>
      createGrpcWebTransport({ ...transport, baseUrl, sendCompression: compressionGzip, compressMinBytes: 0 }),
  ],
];

let store: TemporaryStore;
let began: number;

beforeAll(async () => {
  store = await startTemporaryStore();
  began = Date.now() - 60_000;
  await ingest('shop{pod=a}', began, { pay: 30, ship: 10, wrap: 5 });
  await ingest('shop{pod=b}', began + 30_000, { pay: 50, label: 2 });
  await ingest('bank', began, { count: 1000 });
});

afterAll(() => store.stop());

/** Ingests one sample of each function. Only the first belongs to a span. */
async function ingest(name: string, at: number, sizes: Record<string, number>): Promise<void> {
  const samples = Object.entries(sizes).map(([called, size], index) => ({
    function: called,
    values: [1, size],
    ...(index === 0 && { labels: { span_id: SPAN, trace_id: SPAN.repeat(2) } }),
  }));
  const types: Array<[string, string]> = [
    ['inuse_objects', 'count'],
    ['inuse_space', 'bytes'],
  ];
  const body = goPprof({ types, samples, timeNanos: BigInt(at) * 1_000_000n });
  const answer = await fetch(`${store.url}/ingest?name=${encodeURIComponent(name)}`, { method: 'POST', body });
  expect(answer.status).toBe(200);
}

async function get(path: string, parameters: Record<string, string>): Promise<Response> {
  return fetch(`${store.url}${path}?${new URLSearchParams(parameters)}`);
}

/** The graph in the form of the JSON of `/pyroscope/render`. */
const drawn = (graph: Pick<FlameGraph, 'names' | 'levels' | 'total' | 'maxSelf'> | undefined) => ({
  names: graph?.names,
  levels: graph?.levels.map(({ values }) => values.map(Number)),
  numTicks: Number(graph?.total),
  maxSelf: Number(graph?.maxSelf),
});

interface Refusal {
  code: string | undefined;
  message: string;
}

/** The refusal of a call; undefined if it was answered. */
async function refusalOf(call: Promise<unknown>): Promise<Refusal | undefined> {
  const error = await call.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  return error instanceof ConnectError ? { code: Code[error.code], message: error.rawMessage } : undefined;
}

const codeOf = async (call: Promise<unknown>) => (await refusalOf(call))?.code;

function unimplemented(what: string | RegExp): Refusal {
  return { code: 'Unimplemented', message: typeof what === 'string' ? what : expect.stringMatching(what) };
}

describe.each(TRANSPORTS)('a client of %s', (_, connect) => {
  let client: Client<typeof QuerierService>;
  let range: { start: bigint; end: bigint };

  beforeAll(() => {
    client = createClient(QuerierService, connect(store.url));
    range = { start: BigInt(began - 1000), end: BigInt(began + 60_000) };
  });

  const selection = () => ({ profileTypeID: TYPE, labelSelector: SHOP, ...range });

  test('lists types, labels and series', async () => {
    const { profileTypes } = await client.profileTypes(range);
    expect(profileTypes.map(({ ID, sampleUnit }) => [ID, sampleUnit])).toEqual([
      [OBJECTS, 'count'],
      [TYPE, 'bytes'],
    ]);
    expect((await client.labelNames({ matchers: [SHOP], ...range })).names).toEqual(
      expect.arrayContaining(['pod', 'service_name']),
    );
    expect((await client.labelValues({ name: 'service_name', ...range })).names).toEqual(['bank', 'shop']);
    const { labelsSet } = await client.series({ matchers: [SHOP], labelNames: ['pod'], ...range });
    expect(labelsSet.map(({ labels }) => labels.map(({ name, value }) => `${name}=${value}`))).toEqual([
      ['pod=a'],
      ['pod=b'],
    ]);
  });

  test('gets the same flame graph as from render', async () => {
    const { flamegraph } = await client.selectMergeStacktraces(selection());
    const parameters = { query: TYPE + SHOP, from: String(range.start), until: String(range.end) };
    const { flamebearer } = (await (await get('/pyroscope/render', parameters)).json()) as { flamebearer: object };
    expect(drawn(flamegraph)).toEqual(flamebearer);
    expect(flamegraph?.total).toBe(97n);
  });

  test('gets only the samples of a span for that span', async () => {
    const ofSpan = await client.selectMergeSpanProfile({ ...selection(), spanSelector: [SPAN] });
    const ofTrace = await client.selectMergeStacktraces({ ...selection(), traceIdSelector: [SPAN.repeat(2)] });
    expect([ofSpan.flamegraph?.total, ofTrace.flamegraph?.total]).toEqual([80n, 80n]);
    expect(ofSpan.flamegraph?.names).toEqual(['total', 'pay']);
  });

  test('gets only the stacks below a call site', async () => {
    const stackTraceSelector = { callSite: [{ name: 'ship' }] };
    const { flamegraph } = await client.selectMergeStacktraces({ ...selection(), stackTraceSelector });
    expect(flamegraph?.names).toEqual(['total', 'ship']);
  });

  test('merges profiles into a pprof with either call', async () => {
    const merged = await client.selectMergeProfile(selection());
    const { pprof } = await client.selectMergeStacktraces({ ...selection(), format: ProfileFormat.PPROF });
    const { sample, stringTable } = merged;
    expect(sample.reduce((sum, { value }) => sum + (value[0] ?? 0n), 0n)).toBe(97n);
    expect(stringTable).toEqual(expect.arrayContaining(['pay', 'ship', 'wrap', 'label', 'a.go', 'bytes']));
    expect(merged.timeNanos).toBe(range.start * 1_000_000n);
    expect(pprof?.profile?.sample).toEqual(sample);
  });

  test('sums, averages and limits series', async () => {
    const request = { ...selection(), step: 3600, groupBy: ['pod'] };
    const points = async (more: object) =>
      (await client.selectSeries({ ...request, ...more })).series.map(({ labels, points }) => [
        labels[0]?.value,
        points.map(({ value }) => value),
      ]);
    expect(await points({})).toEqual([
      ['a', [45]],
      ['b', [52]],
    ]);
    expect(await points({ limit: 1n })).toEqual([['b', [52]]]);
    expect(await points({ groupBy: [], aggregation: TimeSeriesAggregationType.AVERAGE })).toEqual([
      [undefined, [48.5]],
    ]);
  });

  test('compares two selections as render-diff does', async () => {
    const left = { ...selection(), labelSelector: '{pod="a"}' };
    const right = { ...selection(), labelSelector: '{pod="b"}' };
    const { flamegraph } = await client.diff({ left, right });
    const [from, until] = [String(range.start), String(range.end)];
    const answer = await get('/pyroscope/render-diff', {
      ...{ leftQuery: `${TYPE}{pod="a"}`, leftFrom: from, leftUntil: until },
      ...{ rightQuery: `${TYPE}{pod="b"}`, rightFrom: from, rightUntil: until },
    });
    const { flamebearer, ...rest } = (await answer.json()) as { flamebearer: object };
    expect(drawn(flamegraph)).toEqual(flamebearer);
    expect(rest).toMatchObject({ metadata: { format: 'double', units: 'bytes' }, leftTicks: 45, rightTicks: 52 });
    expect([flamegraph?.leftTicks, flamegraph?.rightTicks, flamegraph?.total]).toEqual([45n, 52n, 97n]);
  });

  test('estimates what a query would read', async () => {
    const { queryScopes, queryImpact } = await client.analyzeQuery({ ...range, query: TYPE + SHOP });
    expect(queryScopes).toMatchObject([{ seriesCount: 2n, profileCount: 2n, sampleCount: 5n }]);
    expect(queryImpact).toMatchObject({ totalQueriedSeries: 2n, deduplicationNeeded: false });
    expect(queryImpact?.totalBytesInTimeRange).toBeGreaterThan(0n);
    const { queryScopes: everything } = await client.analyzeQuery(range);
    expect(everything).toMatchObject([{ seriesCount: 6n, profileCount: 6n }]);
  });

  test('reports how far back profiles go', async () => {
    const { dataIngested, oldestProfileTime, newestProfileTime } = await client.getProfileStats({});
    expect(dataIngested).toBe(true);
    // Converting nanoseconds to numbers loses precision.
    expect(Math.abs(Number(oldestProfileTime) - began)).toBeLessThanOrEqual(1);
    expect(Number(newestProfileTime - oldestProfileTime)).toBeGreaterThan(29_990);
  });

  test('gets nothing for an unknown service or type', async () => {
    const ofNobody = { ...selection(), labelSelector: '{service_name="nobody"}' };
    const ofNoType = { ...selection(), profileTypeID: 'wall:wall:nanoseconds:wall:nanoseconds' };
    for (const request of [ofNobody, ofNoType]) {
      expect((await client.selectMergeStacktraces(request)).flamegraph?.total).toBe(0n);
      expect((await client.selectMergeProfile(request)).sample).toEqual([]);
      expect((await client.selectSeries(request)).series).toEqual([]);
      expect((await client.diff({ left: request, right: request })).flamegraph?.total).toBe(0n);
    }
    expect((await client.labelValues({ name: 'service_name', matchers: ['{pod="z"}'] })).names).toEqual([]);
    expect((await client.analyzeQuery({ query: '{service_name="nobody"}' })).queryScopes[0]?.profileCount).toBe(0n);
  });

  test('gets an error code for an invalid request', async () => {
    const merge = (mistake: object) => codeOf(client.selectMergeStacktraces({ ...selection(), ...mistake }));
    expect(await merge({ profileTypeID: 'cpu' })).toBe('InvalidArgument');
    expect(await merge({ labelSelector: '{service_name="' })).toBe('InvalidArgument');
    expect(await merge({ labelSelector: '{service_name=~"("}' })).toBe('InvalidArgument');
    expect(await merge({ spanSelector: ['xyz'] })).toBe('InvalidArgument');
    expect(await merge({ spanSelector: [SPAN], traceIdSelector: [SPAN.repeat(2)] })).toBe('InvalidArgument');
    expect(await merge({ maxNodes: BigInt(MOST_NODES) + 1n })).toBe('InvalidArgument');
    expect(await merge({ start: 2n ** 62n })).toBe('InvalidArgument');
    expect(await codeOf(client.labelValues({ name: '' }))).toBe('InvalidArgument');
    expect(await codeOf(client.analyzeQuery({ query: 'cpu{}' }))).toBe('InvalidArgument');
    expect(await codeOf(client.diff({ left: selection() }))).toBe('InvalidArgument');
    const groupBy = Array.from({ length: MOST_LABEL_NAMES + 1 }, (_, index) => `label${index}`);
    expect(await codeOf(client.selectSeries({ ...selection(), groupBy }))).toBe('InvalidArgument');
    expect(await codeOf(client.selectSeries({ ...selection(), step: -1 }))).toBe('InvalidArgument');
  });

  test('gets an error that names what is not supported, never a different answer', async () => {
    const merge = (wish: object) => refusalOf(client.selectMergeStacktraces({ ...selection(), ...wish }));
    for (const [format, name] of [
      [ProfileFormat.TREE, 'PROFILE_FORMAT_TREE'],
      [ProfileFormat.DOT, 'PROFILE_FORMAT_DOT'],
    ] as const)
      expect(await merge({ format })).toEqual(unimplemented(`format: ${name} is not supported here`));
    const profileIdSelector = ['7c9e6679-7425-40de-944b-e07fc1f90ae7'];
    expect(await merge({ profileIdSelector })).toEqual(unimplemented(/^profileIdSelector/));
    expect(await merge({ stackTraceSelector: { goPgo: { keepLocations: 1 } } })).toEqual(unimplemented(/goPgo/));
    expect(await merge({ async: { type: 1 } })).toEqual(unimplemented(/^async/));
    const ofSpan = { ...selection(), spanSelector: [SPAN], format: ProfileFormat.TREE };
    expect(await refusalOf(client.selectMergeSpanProfile(ofSpan))).toEqual(unimplemented(/TREE/));
    const exemplars = { ...selection(), exemplarType: ExemplarType.SPAN };
    expect(await refusalOf(client.selectSeries(exemplars))).toEqual(unimplemented(/^exemplarType/));
    expect(await refusalOf(client.selectHeatmap({}))).toEqual(
      unimplemented('querier.v1.QuerierService.SelectHeatmap is not implemented'),
    );
  });

  test.each([
    ['push.v1.PusherService', 'Push'],
    ['querier.v1.QuerierService', 'SelectEverything'],
  ])('gets an error that names the missing %s.%s', async (service, name) => {
    const call = { ...QuerierService.method.labelValues, name, parent: { ...QuerierService, typeName: service } };
    const answer = connect(store.url).unary(call, undefined, undefined, undefined, { name: 'pod' });
    expect(await refusalOf(answer)).toEqual(unimplemented(`${service}.${name} is not implemented`));
  });

  test('gets an error for a message that is too large, zipped or unzipped', async () => {
    const matchers = Array<string>(2).fill(`{a="${'b'.repeat(BODY_LIMIT_BYTES)}"}`);
    expect(await codeOf(client.series({ matchers }))).toBe('ResourceExhausted');
  });
});
