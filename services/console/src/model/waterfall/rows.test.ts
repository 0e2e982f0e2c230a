import { spanOf, traceOf } from '../testing/spans.ts';
import { visibleRows } from './visible-rows.ts';
import { reckoned, rowsAbove, type Waterfall, waterfallOf } from './waterfall.ts';

const call = { 'mcp.method.name': 'tools/call', 'gen_ai.tool.name': 'get' };
const ANY = { folded: new Set<never>(), onlyCritical: false, leastMicroseconds: 0 };

const repeatedCall = traceOf(
  spanOf('root', [0, 1000]),
  spanOf('first', [0, 100], { under: 'root', kind: 'CLIENT', name: 'call', attributes: call, status: 'ERROR' }),
  spanOf('pause', [100, 300], { under: 'root' }),
  spanOf('second', [300, 900], {
    under: 'root',
    kind: 'CLIENT',
    name: 'call',
    attributes: { ...call, 'mcp.request.attempt': 2 },
  }),
  spanOf('post', [310, 890], { under: 'second', kind: 'CLIENT' }),
  spanOf('connect', [311, 320], { under: 'post' }),
  spanOf('route', [330, 880], { under: 'post', kind: 'SERVER', service: 'store' }),
  spanOf('answer', [350, 850], { under: 'route', kind: 'SERVER', service: 'store', attributes: call }),
  spanOf('query', [400, 800], { under: 'answer', service: 'store' }),
);

function drawn({ rows }: Waterfall, indices = [...rows.keys()]) {
  return indices.map((index) => `${'.'.repeat(rows[index]?.depth ?? 0)}${rows[index]?.span.spanId}`);
}

test('an MCP call is one row with its attempts, and spans within it stay below', () => {
  const waterfall = waterfallOf(reckoned(repeatedCall), { foldHops: true });
  expect(drawn(waterfall)).toEqual(['root', '.first', '..connect', '..query', '.pause']);
  expect(waterfall.rows[1]).toMatchObject({
    hop: { tool: 'get', from: 'shop', to: 'store' },
    interval: { begin: 0, end: 900 },
    isFailed: false,
    selfMicroseconds: 900 - 9 - 400,
  });
  const [route] = waterfall.byId.get('route') ?? [];
  expect(waterfall.indices.get(route as never)).toBe(1);
});

test('a call has failed if its last attempt has', () => {
  const failed = { kind: 'CLIENT', attributes: call, status: 'ERROR' } as const;
  const { rows } = waterfallOf(reckoned(traceOf(spanOf('only', [0, 10], failed))), { foldHops: true });
  expect(rows[0]?.isFailed).toBe(true);
});

test('unfolded, each span has its row', () => {
  const waterfall = waterfallOf(reckoned(repeatedCall), { foldHops: false });
  expect(drawn(waterfall)).toEqual([
    'root',
    '.first',
    '.pause',
    '.second',
    '..post',
    '...connect',
    '...route',
    '....answer',
    '.....query',
  ]);
  expect(rowsAbove(waterfall.rows, 6)).toEqual([0, 3, 4]);
});

test('rows below a folded row are hidden', () => {
  const waterfall = waterfallOf(reckoned(repeatedCall), { foldHops: true });
  const folded = new Set([waterfall.rows[1]?.span as never]);
  expect(drawn(waterfall, visibleRows(waterfall, { ...ANY, folded }))).toEqual(['root', '.first', '.pause']);
});

test('filters keep the rows above a matching row', () => {
  const trace = traceOf(
    spanOf('root', [0, 100]),
    spanOf('short', [0, 10], { under: 'root' }),
    spanOf('long-below-short', [0, 90], { under: 'short' }),
    spanOf('beside', [0, 80], { under: 'root' }),
    spanOf('last', [20, 95], { under: 'root' }),
  );
  const waterfall = waterfallOf(reckoned(trace), { foldHops: true });
  expect(drawn(waterfall, visibleRows(waterfall, { ...ANY, leastMicroseconds: 80 }))).toEqual([
    'root',
    '.short',
    '..long-below-short',
    '.beside',
  ]);
  expect(drawn(waterfall, visibleRows(waterfall, { ...ANY, onlyCritical: true }))).not.toContain('.beside');
  expect(waterfall.rows[4]?.path).toMatchObject([{ begin: 20, end: 95 }]);
});

test('orphans and several roots are siblings, and spans that share an id have a row each', () => {
  const trace = traceOf(
    spanOf('a', [0, 10]),
    spanOf('twice', [1, 2], { under: 'a' }),
    spanOf('twice', [3, 4], { under: 'a' }),
    spanOf('b', [5, 6]),
    spanOf('orphan', [7, 8], { under: 'lost' }),
  );
  const waterfall = waterfallOf(reckoned(trace), { foldHops: true });
  expect(drawn(waterfall)).toEqual(['a', '.twice', '.twice', 'b', 'orphan']);
  expect(waterfall.byId.get('twice')?.map((span) => waterfall.indices.get(span))).toEqual([1, 2]);
});

test.each([
  ['a chain', (index: number) => String(index - 1)],
  ['a root with all the others', () => '0'],
])('has a row for each span of %s of 20,000', (_, parent) => {
  const spans = Array.from({ length: 20_000 }, (_, index) =>
    spanOf(String(index), [index, 40_000 - (index % 7)], index === 0 ? {} : { under: parent(index) }),
  );
  const waterfall = waterfallOf(reckoned(traceOf(...spans)), { foldHops: true });
  expect(waterfall.rows).toHaveLength(20_000);
  expect(waterfall.rows[0]?.end).toBe(20_000);
  expect(visibleRows(waterfall, ANY)).toHaveLength(20_000);
});
