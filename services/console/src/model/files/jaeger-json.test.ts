import { type Trace, tracesFromJaeger } from '@cortex/trace-testing/trace';
import { spanOf, traceOf } from '../testing/spans.ts';
import { jaegerJson } from './jaeger-json.ts';

const trace = traceOf(
  spanOf('root', [0, 100], { kind: 'SERVER', resource: { zone: 'a' }, attributes: { 'span.kind': 'server' } }),
  spanOf('read', [10, 50], {
    under: 'root',
    service: 'memory',
    status: 'ERROR',
    statusMessage: 'no stock',
    attributes: { rows: 3, share: 0.5, ok: false },
    links: [{ traceId: 'b'.repeat(32), spanId: 'other' }],
    events: [{ name: 'exception', timeMicroseconds: 20, attributes: { 'exception.message': 'no stock' } }],
  }),
);

test('a saved trace is the same when it is opened again', () => {
  const [opened] = tracesFromJaeger(JSON.parse(JSON.stringify(jaegerJson(trace)))) as [Trace];
  expect(jaegerJson(opened)).toEqual(jaegerJson(trace));
  expect(opened.spans[1]).toMatchObject({
    parentSpanId: 'root',
    service: 'memory',
    status: 'ERROR',
    statusMessage: 'no stock',
    kind: 'INTERNAL',
    attributes: { rows: 3, share: 0.5, ok: false },
    links: [{ traceId: 'b'.repeat(32), spanId: 'other' }],
    events: [{ name: 'exception', timeMicroseconds: 20, attributes: { 'exception.message': 'no stock' } }],
  });
  expect(opened.roots.map(({ name, resource }) => [name, resource])).toEqual([['root', { zone: 'a' }]]);
});

test('each process is written once', () => {
  expect(Object.keys(jaegerJson(trace).data[0]?.processes ?? {})).toEqual(['p1', 'p2']);
});
