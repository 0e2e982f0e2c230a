import type { SpanNode, TraceSpan } from '@cortex/trace-testing/trace';
import { selfTimesIn } from '../spans/times.ts';
import { jaegerUiPaths } from '../testing/jaeger-ui-paths.ts';
import { spanOf, traceOf } from '../testing/spans.ts';
import { criticalPath, type PathSection, timeOnPath } from './critical-path.ts';

function sectionsOf(given: TraceSpan[]): PathSection[] {
  const { roots, spans } = traceOf(...given);
  return criticalPath(roots[0] as SpanNode, spans);
}

function pathOf(...spans: TraceSpan[]): [string, number, number][] {
  return sectionsOf(spans).map(({ span, begin, end }) => [span.name, begin, end]);
}

test('goes back from the end to the child that ended last, into it, and on before its start', () => {
  expect(
    pathOf(
      spanOf('root', [0, 100]),
      spanOf('first', [5, 40], { under: 'root' }),
      spanOf('beside', [10, 30], { under: 'root' }),
      spanOf('second', [50, 90], { under: 'root' }),
      spanOf('within', [60, 80], { under: 'second' }),
    ),
  ).toEqual([
    ['root', 90, 100],
    ['second', 80, 90],
    ['within', 60, 80],
    ['second', 50, 60],
    ['root', 40, 50],
    ['first', 5, 40],
    ['root', 0, 5],
  ]);
});

test('cuts spans to their parents, and leaves out spans outside of them and consumers of a producer', () => {
  expect(
    pathOf(
      spanOf('root', [10, 100], { kind: 'PRODUCER' }),
      spanOf('early', [0, 20], { under: 'root' }),
      spanOf('late', [80, 200], { under: 'root' }),
      spanOf('after', [100, 120], { under: 'root' }),
      spanOf('consumer', [30, 95], { under: 'root', kind: 'CONSUMER' }),
    ),
  ).toEqual([
    ['late', 80, 100],
    ['root', 20, 80],
    ['early', 10, 20],
  ]);
});

const mcp = { 'mcp.method.name': 'tools/call' };

/** An MCP call over HTTP, whose server span is a sibling of the request that carries it. */
function callOver(links: TraceSpan['links']): TraceSpan[] {
  return [
    spanOf('call', [0, 100], { kind: 'CLIENT', attributes: mcp }),
    spanOf('post', [5, 95], { under: 'call', kind: 'CLIENT' }),
    spanOf('request', [10, 90], { under: 'post', kind: 'SERVER', service: 'memory' }),
    spanOf('answer', [20, 80], { under: 'call', kind: 'SERVER', service: 'memory', attributes: mcp, links }),
    spanOf('query', [30, 70], { under: 'answer', kind: 'CLIENT', service: 'memory' }),
  ];
}

test('goes into the MCP call that a request carries', () => {
  const link = { traceId: spanOf('call', [0, 1]).traceId, spanId: 'request' };
  expect(pathOf(...callOver([link]))).toEqual([
    ['call', 95, 100],
    ['post', 90, 95],
    ['request', 80, 90],
    ['answer', 70, 80],
    ['query', 30, 70],
    ['answer', 20, 30],
    ['request', 10, 20],
    ['post', 5, 10],
    ['call', 0, 5],
  ]);
});

test('does not go into a call below another root, on whose path it is', () => {
  const link = { traceId: spanOf('call', [0, 1]).traceId, spanId: 'request' };
  const { roots, spans } = traceOf(...callOver([link]).filter(({ spanId }) => spanId !== 'post'));
  const names = roots.map((root) => criticalPath(root, spans).map(({ span }) => span.name));
  expect(names.toSorted()).toEqual([['call', 'answer', 'query', 'answer', 'call'], ['request']]);
});

test('the own time of a request excludes the MCP call that it carries', () => {
  const { spans } = traceOf(...callOver([{ traceId: spanOf('call', [0, 1]).traceId, spanId: 'request' }]));
  const selfTime = selfTimesIn(spans);
  expect(spans.map((span) => [span.name, selfTime(span)])).toEqual([
    ['call', 10],
    ['post', 10],
    ['request', 20],
    ['answer', 20],
    ['query', 40],
  ]);
});

test.each([
  ['below the call', 'query'],
  ['missing', 'nobody'],
  ['of another service', 'post'],
])('a link to a span that is %s is ignored', (_, spanId) => {
  const link = { traceId: spanOf('call', [0, 1]).traceId, spanId };
  expect(pathOf(...callOver([link]))).toEqual(pathOf(...callOver([])));
});

test('adjacent children are both on the path, and those without duration terminate', () => {
  expect(
    pathOf(
      spanOf('root', [0, 10]),
      spanOf('a', [0, 5], { under: 'root' }),
      spanOf('b', [5, 10], { under: 'root' }),
      spanOf('instant', [5, 5], { under: 'root' }),
    ),
  ).toEqual([
    ['b', 5, 10],
    ['a', 0, 5],
  ]);
});

test('fills the time of the root, of any random tree', () => {
  let seed = 7;
  const random = (below: number) => {
    seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648;
    return seed % below;
  };
  const spans = [spanOf('0', [0, 10_000])];
  for (let index = 1; index < 500; index += 1) {
    const begin = random(9_000);
    spans.push(spanOf(String(index), [begin, begin + random(3_000)], { under: String(random(index)) }));
  }
  const sections = sectionsOf(spans);
  const ends = sections.map(({ end }) => end);
  expect(ends[0]).toBe(10_000);
  expect(sections.map(({ begin }) => begin)).toEqual([...ends.slice(1), 0]);
  expect([...timeOnPath(sections).values()].reduce((sum, time) => sum + time, 0)).toBe(10_000);
});

test.each([
  ['a chain', (index: number) => String(index - 1)],
  ['a root with all the others', () => '0'],
])('follows %s of 100,000 spans', (_, parent) => {
  const spans = Array.from({ length: 100_000 }, (_, index) =>
    spanOf(String(index), [index, 200_000 - (index % 7)], index === 0 ? {} : { under: parent(index) }),
  );
  const sections = sectionsOf(spans);
  expect([...timeOnPath(sections).values()].reduce((sum, time) => sum + time, 0)).toBe(200_000);
});

test('a span that ends within the next one because of rounding is on the path', () => {
  expect(
    pathOf(
      spanOf('root', [0, 100]),
      spanOf('first', [10, 51], { under: 'root' }),
      spanOf('second', [50, 90], { under: 'root' }),
      spanOf('beside', [20, 60], { under: 'root' }),
    ),
  ).toEqual([
    ['root', 90, 100],
    ['second', 50, 90],
    ['first', 10, 50],
    ['root', 0, 10],
  ]);
});

test('so is one that overlaps the next by less than the millisecond precision of begins', () => {
  const overlapping = (begin: number) =>
    pathOf(
      spanOf('root', [0, 100_000]),
      spanOf('first', [begin, 50_900], { under: 'root' }),
      spanOf('second', [50_000, 90_000], { under: 'root' }),
    ).map(([name]) => name);
  expect(overlapping(1000)).toEqual(['root', 'second', 'first', 'root']);
  expect(overlapping(1001)).toEqual(['root', 'second', 'root']);
});

// Of adjacent siblings jaeger-ui leaves out the first; here at least 10 µs lie between them.
test.each(jaegerUiPaths())('equals that of jaeger-ui: $name', ({ spans, path }) => {
  const trace = traceOf(...spans);
  const sections = trace.roots.flatMap((root) => criticalPath(root, trace.spans));
  expect(sections.map(({ span, begin, end }) => [span.spanId, begin, end])).toEqual(path);
});
