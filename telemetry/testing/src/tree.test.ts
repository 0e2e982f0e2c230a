import { buildTraces, isOrphan, type Trace, type TraceSpan } from './index.ts';

function span(spanId: string, parentSpanId?: string, startMicroseconds = 0): TraceSpan {
  return {
    traceId: 'a'.repeat(32),
    spanId,
    parentSpanId,
    name: spanId,
    kind: 'INTERNAL',
    service: 'test',
    resource: {},
    attributes: {},
    status: 'UNSET',
    statusMessage: undefined,
    links: [],
    events: [],
    startMicroseconds,
    durationMicroseconds: 1,
  };
}

function traceOf(...spans: TraceSpan[]): Trace {
  const [trace] = buildTraces(spans);
  if (trace === undefined) throw new Error('expected a trace, got none');
  return trace;
}

const names = (spans: readonly TraceSpan[]) => spans.map(({ name }) => name);

test('an orphan is a root, and so is the first of spans that are each other’s parents, with what hangs under them', () => {
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

test('a chain as deep as there are spans is no trouble', () => {
  const count = 50_000;
  const spans = Array.from({ length: count }, (_, index) => span(`${index}`, index === 0 ? undefined : `${index - 1}`));
  expect(names(traceOf(...spans).roots)).toEqual(['0']);
});
