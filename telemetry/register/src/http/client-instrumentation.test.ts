import { join } from 'node:path';
import { type Emitted, fixtureRunner } from '@cortex/test-support';
import { comparable, comparableMetrics } from './fixtures/comparable.ts';

const runFixture = fixtureRunner(join(import.meta.dirname, 'fixtures'));

let ours: Emitted;
let stock: Emitted;

beforeAll(async () => {
  [ours, stock] = await Promise.all([run('ours'), run('stock')]);
});

const run = (instrumentation: string) => runFixture('outgoing.ts', instrumentation);

test('its spans are those of @opentelemetry/instrumentation-undici', () => {
  expect(comparable(ours)).toEqual(comparable(stock).map(asTheConventionsHaveIt));
  expect(comparable(ours).filter(({ isHttp }) => isHttp)).toHaveLength(13);
});

/** The original method only where it is another, and `timeout` as the kind of an error that is one. */
function asTheConventionsHaveIt<With extends { attributes: Record<string, unknown> }>(one: With): With {
  const { 'http.request.method_original': original, 'error.type': type, ...others } = one.attributes;
  return {
    ...one,
    attributes: {
      ...others,
      ...(original !== undefined &&
        original !== others['http.request.method'] && { 'http.request.method_original': original }),
      ...(type !== undefined && {
        'error.type': type === DOMException.TIMEOUT_ERR || type === 'TimeoutError' ? 'timeout' : type,
      }),
    },
  };
}

test('its metric is that of @opentelemetry/instrumentation-undici', () => {
  const [metric] = comparableMetrics(ours);
  const [theirs] = comparableMetrics(stock);
  expect(metric).toEqual({ ...theirs, points: theirs?.points.map(asTheConventionsHaveIt) });
  expect(metric?.name).toBe('http.client.request.duration');
  expect(metric?.points.length).toBeGreaterThan(5);
});

test('the trace goes with each request, but for those that are not traced', () => {
  expect(ours.seen).toEqual(stock.seen);
  expect(ours.seen).toContainEqual({ url: '/plain', isTraced: true });
  expect(ours.seen).toContainEqual({ url: '/suppressed', isTraced: false });
  expect(ours.faults).toEqual([]);
});
