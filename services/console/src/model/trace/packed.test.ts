import { spanOf, traceOf } from '../testing/spans.ts';
import { packed, unpacked } from './packed.ts';

test('a trace is the same after packing and unpacking', () => {
  const trace = traceOf(
    spanOf('a', [0, 100], { resource: { 'host.name': 'one' }, attributes: { 'http.route': '/' } }),
    spanOf('b', [10, 50], { under: 'a', service: 'stock', status: 'ERROR', statusMessage: 'away' }),
    spanOf('c', [60, 90], { under: 'lost', resource: { 'host.name': 'one' } }),
  );
  const sent = packed(trace);
  expect(sent.processes).toHaveLength(2);
  expect(unpacked(JSON.parse(JSON.stringify(sent)))).toEqual(trace);
});
