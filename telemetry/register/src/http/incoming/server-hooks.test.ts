import { join } from 'node:path';
import { type Emitted, fixtureRunner } from '@cortex/test-support';
import { comparable } from './fixtures/comparable.ts';

const runFixture = fixtureRunner(join(import.meta.dirname, 'fixtures'));

let ours: Emitted;
let stock: Emitted;

beforeAll(async () => {
  [ours, stock] = await Promise.all([run('ours'), run('stock')]);
});

const run = (instrumentation: string) => runFixture('incoming.ts', instrumentation);

/** Corrects the stock span: the stock instrumentation reports a response's initial status for a client that has left, and names spans after unknown methods. */
function corrected(span: ReturnType<typeof comparable>[number]) {
  if (span.attributes['url.path'] === '/never')
    return { ...span, attributes: { ...span.attributes, 'http.response.status_code': 499 } };
  return span.name === 'PROPFIND' ? { ...span, name: 'HTTP' } : span;
}

const BODIES = /^http\.(request\.body\.size|response\.(body\.size|header\.content-type))$/;

/** The body attributes of the spans, by path. */
function bodiesOf({ spans }: Emitted): Record<string, object> {
  const said = spans.flatMap(({ attributes }) => {
    const bodies = Object.entries(attributes).filter(([name]) => BODIES.test(name));
    return bodies.length === 0 ? [] : [[`${attributes['url.path']}`, Object.fromEntries(bodies)]];
  });
  return Object.fromEntries(said);
}

function withoutBodies({ spans, ...others }: Emitted): Emitted {
  const without = (attributes: Record<string, unknown>) =>
    Object.fromEntries(Object.entries(attributes).filter(([name]) => !BODIES.test(name)));
  return { ...others, spans: spans.map((span) => ({ ...span, attributes: without(span.attributes) })) } as Emitted;
}

test('spans are those of @opentelemetry/instrumentation-http, except for 499, unknown methods and bodies', () => {
  expect(comparable(withoutProbes(withoutBodies(ours)))).toEqual(comparable(stock).map(corrected));
  expect(comparable(ours).filter(({ isHttp }) => isHttp)).toHaveLength(25);
});

test('spans have the sizes of bodies that headers state, and show which answer is a stream of events', () => {
  const bodies = bodiesOf(ours);
  expect(bodies['/items/2']).toEqual({ 'http.request.body.size': 2, 'http.response.body.size': 6 });
  expect(bodies['/plain']).toEqual({ 'http.response.body.size': 6 });
  expect(bodies['/items/3']).toBeUndefined();
  expect(bodies['/never']).toBeUndefined();
  expect(bodies['/events']).toEqual({ 'http.response.header.content-type': ['text/event-stream; charset=utf-8'] });
});

test('probes have no span of their own, but the work for them is traced; paths below theirs are not probes', () => {
  const probed = ours.spans.filter(({ name }) => name === 'probed');
  expect(probed.map(({ parentSpanId }) => parentSpanId)).toEqual([undefined, undefined, undefined]);
  const paths = ours.spans.map(({ attributes }) => attributes['url.path']);
  expect(paths.filter((path) => /^\/(?:health|metrics)/.test(String(path)))).toEqual([
    '/health/patients/42',
    '/metrics/reports/q3',
  ]);
});

/** Leaves out the work for probes, which the stock instrumentation suppresses. */
function withoutProbes({ spans, ...others }: Emitted): Emitted {
  return { ...others, spans: spans.filter(({ name }) => name !== 'probed') };
}

test('the metric is that of @opentelemetry/instrumentation-http, except for the client that left', () => {
  const [metric] = ours.metrics;
  const [expected] = stock.metrics;
  expect(metric?.name).toBe('http.server.request.duration');
  expect({ ...metric, points: [] }).toEqual({ ...expected, points: [] });
  expect(answered(ours)).toEqual(answered(stock));
  expect(Object.keys(answered(ours)).length).toBeGreaterThan(5);
  const abandoned = metric?.points.filter(({ attributes }) => attributes['http.response.status_code'] === 499);
  expect(abandoned).toEqual([
    { attributes: expect.not.objectContaining({ 'error.type': expect.anything() }), count: 1 },
  ]);
});

/** Counts by attributes, with 499 counted as the initial status of the response. */
function answered({ metrics: [metric] }: Emitted): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { attributes, count } of metric?.points ?? []) {
    const key = JSON.stringify(Object.entries(attributes).toSorted()).replace('499', '200');
    counts[key] = (counts[key] ?? 0) + count;
  }
  return counts;
}

test('handlers and listeners of a request have the context of its span; those of probes have none', () => {
  expect(ours.seen).toEqual(stock.seen);
  expect(ours.seen).toContainEqual({ url: '/plain', isSame: true, traced: true });
  expect(ours.faults).toEqual([]);
});

test('a tracestate is passed on with at most the 32 members that W3C requires', () => {
  expect(ours.states).toEqual(['a=1', Array.from({ length: 32 }, (_, index) => `k${index}=1`).join(',')]);
});
