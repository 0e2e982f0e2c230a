import { type Emitted, runFixture } from '../mcp/fixtures/run.ts';
import { comparable } from './fixtures/comparable.ts';

let ours: Emitted;
let stock: Emitted;

beforeAll(async () => {
  [ours, stock] = await Promise.all([run('ours'), run('stock')]);
});

const run = (instrumentation: string) => runFixture('../../http/fixtures/incoming.ts', instrumentation);

test('its spans are those of @opentelemetry/instrumentation-http', () => {
  expect(comparable(ours)).toEqual(comparable(stock));
  expect(comparable(ours).filter(({ isHttp }) => isHttp)).toHaveLength(20);
});

test('its metric is that of @opentelemetry/instrumentation-http', () => {
  const [metric] = ours.metrics;
  expect(metric).toEqual(stock.metrics[0]);
  expect(metric?.name).toBe('http.server.request.duration');
  expect(metric?.points.length).toBeGreaterThan(5);
});

test('handlers, and listeners of the request, have the context of its span; those of probes have none', () => {
  expect(ours.seen).toEqual(stock.seen);
  expect(ours.seen).toContainEqual({ url: '/plain', isSame: true, traced: true });
  expect(ours.faults).toEqual([]);
});

test('a handler that throws nothing has its own exception, and no other', () => {
  expect(ours.uncaught).toEqual(['null']);
});
