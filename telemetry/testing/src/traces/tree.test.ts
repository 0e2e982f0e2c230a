import { spanOf, traceOf } from '@cortex/test-support/spans';
import { isOrphan, type TraceSpan } from '../index.ts';

const span = (spanId: string, parentSpanId?: string, startMicroseconds = 0) =>
  spanOf({ spanId, parentSpanId, startMicroseconds });

const names = (spans: readonly TraceSpan[]) => spans.map(({ name }) => name);

test('an orphan is a root, and so is the first span of a cycle, with its descendants', () => {
  const trace = traceOf(
    span('under the circle', 'b', 1),
    span('b', 'a', 3),
    span('a', 'b', 2),
    span('root', undefined, 4),
    span('own parent', 'own parent', 5),
    span('orphan', 'missing', 6),
  );
  expect(names(trace.roots)).toEqual(['root', 'orphan', 'a', 'own parent']);
  const [, , a, own] = trace.roots;
  expect(names(a?.children ?? [])).toEqual(['b']);
  expect(names(a?.children[0]?.children ?? [])).toEqual(['under the circle']);
  expect(own?.children).toEqual([]);
  expect(names(trace.spans.filter((one) => isOrphan(trace, one)))).toEqual(['orphan']);
});

test('builds a chain of 50,000 spans without exhausting the stack', () => {
  const count = 50_000;
  const spans = Array.from({ length: count }, (_, index) => span(`${index}`, index === 0 ? undefined : `${index - 1}`));
  expect(names(traceOf(...spans).roots)).toEqual(['0']);
});
