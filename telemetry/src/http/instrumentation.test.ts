import { type Emitted, runFixture } from '../mcp/fixtures/run.ts';

let ours: Emitted;
let stock: Emitted;

beforeAll(async () => {
  [ours, stock] = await Promise.all([run('ours'), run('stock')]);
});

const run = (instrumentation: string) => runFixture('../../http/fixtures/requests.ts', instrumentation);

/** Without what differs from run to run. */
function comparable({ spans, port }: Emitted) {
  const ids = new Map<string, string>();
  const nth = (id: string) => ids.get(id) ?? ids.set(id, `id ${ids.size}`).get(id);
  return spans.map(({ scope, traceId, spanId, parentSpanId, attributes, ...span }) => ({
    ...span,
    ids: [traceId, spanId, parentSpanId ?? ''].map(nth),
    attributes: {
      ...attributes,
      ...(attributes['server.port'] === port && { 'server.port': 'its own' }),
      ...(attributes['network.peer.port'] !== undefined && {
        'network.peer.port': typeof attributes['network.peer.port'],
      }),
    },
    isHttp: /http$/.test(scope),
  }));
}

test('its spans are those of @opentelemetry/instrumentation-http', () => {
  expect(comparable(ours)).toEqual(comparable(stock));
  expect(comparable(ours).filter(({ isHttp }) => isHttp)).toHaveLength(18);
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
