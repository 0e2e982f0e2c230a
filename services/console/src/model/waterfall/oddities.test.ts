import { spanOf, traceOf } from '../testing/spans.ts';
import { odditiesOf } from './oddities.ts';
import { reckoned } from './waterfall.ts';

const trace = traceOf(
  spanOf('root', [100, 200]),
  spanOf('early', [50, 150], { under: 'root' }),
  spanOf('within', [110, 190], { under: 'root' }),
  spanOf('long', [150, 260], { under: 'root' }),
  spanOf('late', [260, 270], { under: 'root' }),
  spanOf('twice', [110, 120], { under: 'root' }),
  spanOf('twice', [130, 140], { under: 'root' }),
  spanOf('orphan', [110, 120], { under: 'lost' }),
);

test.each([
  ['root', undefined],
  ['within', undefined],
  ['early', /begins 50 µs before its parent/],
  ['long', /ends 60 µs after its parent/],
  ['late', /begins 60 µs after the end of its parent/],
  ['twice', /1 other span of this trace has the same id/],
  ['orphan', /parent lost is not in this trace/],
])('reports what is odd about %s', (id, expected) => {
  const sentences = odditiesOf(reckoned(trace), trace.spans.find(({ spanId }) => spanId === id) as never);
  if (expected === undefined) expect(sentences).toEqual([]);
  else expect(sentences).toEqual([expect.stringMatching(expected)]);
});
