import { spanOf, traceOf } from '../testing/spans.ts';
import { attributeNames, traceStatistics } from './statistics.ts';

const reads = Array.from({ length: 20 }, (_, index) =>
  spanOf(`read${index}`, [index * 10_000, index * 10_000 + (index + 1) * 100], {
    under: 'root',
    name: 'read',
    service: 'memory',
    resource: { zone: 'a' },
    attributes: { 'db.rows': index % 2 },
    ...(index === 7 && { status: 'ERROR' }),
  }),
);
const trace = traceOf(spanOf('root', [0, 200_000], { kind: 'SERVER', attributes: { only: true } }), ...reads);

test('sums the spans of each value', () => {
  expect(traceStatistics(trace, 'service')).toEqual([
    { value: 'shop', count: 1, failures: 0, sum: 200, self: 179, p50: 200, p95: 200, max: 200 },
    {
      value: 'memory',
      count: 20,
      failures: 1,
      sum: expect.closeTo(21),
      self: expect.closeTo(21),
      p50: 1,
      p95: 1.9,
      max: 2,
    },
  ]);
});

test.each([
  ['name', ['root', 'read']],
  ['kind', ['SERVER', 'INTERNAL']],
  ['db.rows', [undefined, '0', '1']],
  ['zone', [undefined, 'a']],
])('groups by %s', (by, values) => {
  expect(traceStatistics(trace, by).map(({ value }) => value)).toEqual(values);
});

test('names the attributes of spans and resources, the most frequent first', () => {
  expect(attributeNames(trace)).toEqual(['db.rows', 'zone', 'only']);
});
