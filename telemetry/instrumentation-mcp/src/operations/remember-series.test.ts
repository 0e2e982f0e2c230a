import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { jest } from '@jest/globals';
import { type Attributes, type Histogram, ValueType } from '@opentelemetry/api';
import {
  AggregationTemporality,
  type Histogram as HistogramValue,
  InMemoryMetricExporter,
  MeterProvider,
  PeriodicExportingMetricReader,
} from '@opentelemetry/sdk-metrics';
import { rememberSeries } from './remember-series.ts';

const FROZEN = Object.freeze({ a: 'x', b: 1 });
const SAME = Object.freeze({ b: 1, a: 'x' });
const OTHER = Object.freeze({ a: 'y' });

interface Stored {
  _deltaMetricStorage: { _activeCollectionStorage: object };
}

interface Harness {
  histogram: Histogram;
  /** Collects, and returns what each reader exports. */
  collect(): Promise<unknown[]>;
}

function harness(temporalities: AggregationTemporality[], cardinality = 2000): Harness {
  const exporters = temporalities.map((temporality) => new InMemoryMetricExporter(temporality));
  const readers = exporters.map(
    (exporter) =>
      new PeriodicExportingMetricReader({
        exporter,
        exportIntervalMillis: 3_600_000,
        cardinalityLimits: { default: cardinality },
      }),
  );
  const meter = new MeterProvider({ readers }).getMeter('test');
  return {
    histogram: meter.createHistogram('h', { advice: { explicitBucketBoundaries: [1, 10] } }),
    collect: async () => {
      await Promise.all(readers.map((reader) => reader.forceFlush()));
      return exporters.map((exporter) => {
        const [metric] = exporter.getMetrics().at(-1)?.scopeMetrics[0]?.metrics ?? [];
        exporter.reset();
        return metric?.dataPoints.map(({ attributes, value }) => ({ attributes, value: value as HistogramValue }));
      });
    },
  };
}

async function collected(remembering: boolean, ...options: Parameters<typeof harness>): Promise<unknown[]> {
  const { histogram, collect } = harness(...options);
  if (remembering) rememberSeries(rememberSeries(histogram));
  const collections: unknown[] = [];
  const mutable: Attributes = { a: 'x', b: 1 };
  for (const turn of [1, 2, 3]) {
    for (const value of [0.5, 5, 50, turn]) {
      histogram.record(value, FROZEN);
      histogram.record(value, SAME);
      if (turn !== 2) histogram.record(value * 2, OTHER);
      histogram.record(value, mutable);
    }
    mutable.a = 'z';
    histogram.record(Number.NaN, FROZEN);
    histogram.record(-1, FROZEN);
    histogram.record('5' as unknown as number, FROZEN);
    collections.push(await collect());
  }
  return collections;
}

const { CUMULATIVE, DELTA } = AggregationTemporality;

test.each([
  ['a cumulative reader', [CUMULATIVE]],
  ['a delta reader', [DELTA]],
  ['two readers', [CUMULATIVE, DELTA]],
])('%s collects the same as from an unmodified histogram', async (_, temporalities) => {
  const stock = await collected(false, temporalities);
  expect(await collected(true, temporalities)).toEqual(stock);
  expect(stock[2]).toHaveLength(temporalities.length);
});

test('the cardinality limit still applies', async () => {
  expect(await collected(true, [CUMULATIVE], 2)).toEqual(await collected(false, [CUMULATIVE], 2));
});

test('beyond the limit, every measurement goes to the overflow series once', async () => {
  const { histogram, collect } = harness([CUMULATIVE], 4);
  rememberSeries(histogram);
  const many = Array.from({ length: 20 }, (_, index) => Object.freeze({ a: index }));
  for (const turn of [1, 2]) for (const attributes of many) histogram.record(turn, attributes);
  const [points] = (await collect()) as [{ attributes: Attributes; value: HistogramValue }[]];
  const overflow = points.filter(({ attributes }) => attributes['otel.metric.overflow'] === true);
  expect(points).toHaveLength(4);
  expect(overflow).toMatchObject([{ value: { count: 2 * 17 } }]);
  expect(points.reduce((sum, { value }) => sum + value.count, 0)).toBe(40);
});

test('frozen attributes are read only once between two collections', async () => {
  const { histogram, collect } = harness([CUMULATIVE]);
  let reads = 0;
  const ownKeys = (target: object) => {
    reads += 1;
    return Reflect.ownKeys(target);
  };
  const counted = new Proxy<Attributes>(Object.freeze({ a: 'x' }), { ownKeys });
  rememberSeries(histogram);
  for (let count = 0; count < 100; count++) histogram.record(1, counted);
  expect(reads).toBeLessThan(10);
  expect(await collect()).toMatchObject([[{ value: { count: 100 } }]]);
});

test('collected series that are no longer measured are not kept in memory', async () => {
  const { histogram, collect } = harness([DELTA]);
  rememberSeries(histogram);
  const collected = async (attributes: Attributes): Promise<WeakRef<object>> => {
    histogram.record(1, attributes);
    const { _writableMetricStorage: storage } = histogram as unknown as { _writableMetricStorage: Stored };
    const series = new WeakRef(storage._deltaMetricStorage._activeCollectionStorage);
    await collect();
    return series;
  };
  const old = await collected(FROZEN);
  await collected(OTHER);
  await collected(OTHER);
  await new Promise(setImmediate);
  setFlagsFromString('--expose-gc');
  runInNewContext('gc')();
  expect(old.deref()).toBeUndefined();
});

test("a histogram that is not the SDK's is not changed", () => {
  const foreign = { record: () => undefined };
  expect(rememberSeries(foreign)).toBe(foreign);
});

const PRIVATE_PARTS = [
  ['_descriptor'],
  ['_descriptor', 'valueType'],
  ['_writableMetricStorage'],
  ['_writableMetricStorage', 'hasAttributeProcessor'],
  ['_writableMetricStorage', '_deltaMetricStorage'],
  ['_writableMetricStorage', '_deltaMetricStorage', '_activeCollectionStorage'],
  ['_writableMetricStorage', '_deltaMetricStorage', '_activeCollectionStorage', 'get'],
];

describe.each(PRIVATE_PARTS.map((path) => [path.join('.'), path] as const))('without %s', (_, path) => {
  test.each(['from the start', 'later on'])('it measures like an unmodified histogram (%s)', async (when) => {
    const { histogram, collect } = harness([CUMULATIVE]);
    const hidden = { now: when === 'from the start' };
    const changed = hiding(histogram, path, hidden);
    rememberSeries(changed);
    changed.record(1, FROZEN);
    changed.record(1, FROZEN);
    hidden.now = true;
    for (const attributes of [FROZEN, OTHER, FROZEN, OTHER, { a: 'x', b: 1 }]) changed.record(1, attributes);
    expect(await collect()).toMatchObject([[{ value: { count: 5 } }, { value: { count: 2 } }]]);
  });
});

test('without a way to record into a series it measures like an unmodified histogram', () => {
  const record = jest.fn();
  const active = { get: () => ({ add: () => undefined }) };
  const storage = { hasAttributeProcessor: false, _deltaMetricStorage: { _activeCollectionStorage: active } };
  const changed = { record, _descriptor: { valueType: ValueType.DOUBLE }, _writableMetricStorage: storage };
  rememberSeries(changed);
  for (const value of [1, 2]) changed.record(value, FROZEN);
  expect(record.mock.calls.map(([value]) => value)).toEqual([1, 2]);
});

/** The histogram as seen from outside in a release of the SDK in which the last part of `path` has another name. */
function hiding(histogram: Histogram, path: readonly string[], hidden: { readonly now: boolean }): Histogram {
  const record: Histogram['record'] = (...measured) => histogram.record(...measured);
  const outer = without(histogram, path, hidden) as Histogram;
  return new Proxy({ record } as Histogram, {
    has: (_, key) => key in outer,
    get: (own, key) => Reflect.get(key in own ? own : outer, key),
  });
}

function without(part: object, [name, ...deeper]: readonly string[], hidden: { readonly now: boolean }): object {
  return new Proxy(part, {
    get: (target, key) => {
      const value = Reflect.get(target, key);
      if (key !== name) return typeof value === 'function' ? value.bind(target) : value;
      if (deeper.length === 0) return hidden.now ? undefined : typeof value === 'function' ? value.bind(target) : value;
      return without(value, deeper, hidden);
    },
  });
}
