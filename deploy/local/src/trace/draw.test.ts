import { spanOf, traceOf } from '@cortex/test-support/spans';
import type { Trace } from '@cortex/trace-testing';
import { drawTrace } from './draw.ts';

function draw(trace: Trace, { all = false } = {}): string[] {
  return drawTrace(trace, { width: 140, stream: process.stdout, all }).split('\n');
}

/** The part of each line in front of the columns. */
function trees(lines: string[]): string[] {
  return lines.map((line) => line.replace(/ {2,}test .*$/, '').trimEnd());
}

test('draws links on both spans, those to other traces too, and what a span waited for', () => {
  const traceId = 'a'.repeat(32);
  const trace = traceOf(
    spanOf({ spanId: 'root' }),
    spanOf({
      spanId: 'joins',
      parentSpanId: 'root',
      startMicroseconds: 1,
      links: [
        { traceId, spanId: 'batch' },
        { traceId: 'b'.repeat(32), spanId: '1'.repeat(16) },
      ],
      events: [
        {
          name: 'wait',
          timeMicroseconds: 1_370_000,
          attributes: { 'wait.reason': 'slot', 'wait.target': 'memory-service', 'wait.duration': 1.37 },
        },
      ],
    }),
    spanOf({ spanId: 'batch', parentSpanId: 'root', startMicroseconds: 2, attributes: { 'batch.size': 2 } }),
  );
  expect(trees(draw(trace)).slice(1)).toEqual([
    'root',
    '├ joins',
    `│     waited 1.37 s for slot of memory-service · → batch (test) · → span ${'1'.repeat(16)} of trace ${'b'.repeat(32)}`,
    '└ batch',
    '      batch.size=2 · ← joins (test)',
  ]);
});

test('does not shorten the ids of other traces on a narrow terminal', () => {
  const links = ['1', '2'].map((digit) => ({ traceId: 'b'.repeat(32), spanId: digit.repeat(16) }));
  const trace = traceOf(spanOf({ spanId: 'root', links, attributes: { input_id: 'x'.repeat(80) } }));
  const lines = drawTrace(trace, { width: 50, stream: process.stdout }).split('\n');
  expect(lines.slice(2)).toEqual([
    `    input_id=${'x'.repeat(36)}…`,
    ...links.map(({ traceId, spanId }) => `    → span ${spanId} of trace ${traceId}`),
  ]);
});

test('shows why a span failed and what its name leaves out, but nothing that is normal', () => {
  const failed = { status: 'ERROR', attributes: { 'error.type': 'tool_error' } } as const;
  const trace = traceOf(
    spanOf({ spanId: 'described', ...failed, statusMessage: 'the database is locked' }),
    spanOf({
      spanId: 'thrown',
      parentSpanId: 'described',
      ...failed,
      events: [{ name: 'exception', timeMicroseconds: 0, attributes: { 'exception.message': 'SQLITE_BUSY' } }],
    }),
    spanOf({
      spanId: 'retried',
      parentSpanId: 'thrown',
      attributes: { 'http.response.status_code': 200, 'mcp.request.attempt': 2 },
    }),
    spanOf({
      spanId: 'slow',
      parentSpanId: 'retried',
      durationMicroseconds: 200_000,
      attributes: { 'db.query.text': 'select ?' },
    }),
    spanOf({ spanId: 'fast', parentSpanId: 'retried', attributes: { 'db.query.text': 'select ?' } }),
  );
  expect(trees(draw(trace)).slice(1)).toEqual([
    '✗ described',
    '│   tool_error: the database is locked',
    '└ ✗ thrown',
    '  │   tool_error: SQLITE_BUSY',
    '  └ retried',
    '    │   mcp.request.attempt=2',
    '    ├ slow',
    '    │     db.query.text=select ?',
    '    └ fast',
  ]);
});

test('shows why a span that did not fail has ended early', () => {
  const trace = traceOf(spanOf({ spanId: 'abandoned', attributes: { 'error.type': 'connection_closed' } }));
  expect(trees(draw(trace)).slice(1)).toEqual(['abandoned', '    error.type=connection_closed']);
});

test('draws spans that are their own ancestors', () => {
  const trace = traceOf(
    spanOf({ spanId: 'root' }),
    spanOf({ spanId: 'A under B', parentSpanId: 'B under A', startMicroseconds: 1 }),
    spanOf({ spanId: 'B under A', parentSpanId: 'A under B', startMicroseconds: 2 }),
    spanOf({ spanId: 'mine', parentSpanId: 'mine', startMicroseconds: 3 }),
  );
  const lines = trees(draw(trace));
  expect(lines[0]).toMatch(/: 4 spans, 1 service, 1\.0 ms$/);
  expect(lines.slice(1)).toEqual([
    'root',
    '↻ a span with its parent B under A below it',
    '└ A under B',
    '  └ B under A',
    '↻ a span with itself as its parent',
    '└ mine',
  ]);
});

test('draws the failed and the longest of many siblings, counts the others, and draws all with --all', () => {
  const children = Array.from({ length: 20_000 }, (_, index) =>
    spanOf({
      spanId: `child ${index}`,
      parentSpanId: 'root',
      startMicroseconds: index,
      durationMicroseconds: index === 15_000 ? 5000 : 10,
      status: index === 12_345 ? 'ERROR' : 'UNSET',
    }),
  );
  const trace = traceOf(spanOf({ spanId: 'root' }), ...children);
  const lines = trees(draw(trace));
  expect(lines).toHaveLength(45);
  expect(lines).toEqual(
    expect.arrayContaining(['├ ✗ child 12345', '├ child 15000', '└ … 19,960 more of its children']),
  );
  expect(lines.at(-1)).toBe(`19,960 spans not shown. All of them: npm run trace -- ${trace.traceId} --all`);
  expect(draw(trace, { all: true })).toHaveLength(20_003);
});

test('draws a chain of any depth, with numbers when there is no room for branches', () => {
  const chain = Array.from({ length: 10_000 }, (_, index) =>
    spanOf({ spanId: `step ${index}`, ...(index > 0 && { parentSpanId: `step ${index - 1}` }) }),
  );
  const trace = traceOf(...chain);
  const lines = trees(draw(trace));
  expect(lines).toHaveLength(502);
  expect(lines[25]).toBe(`${'  '.repeat(23)}└ step 24`);
  expect(lines[26]).toBe('⋯ 25 └ step 25');
  expect(lines.at(-1)).toMatch(/^9,500 spans not shown\./);
  expect(trees(draw(trace, { all: true })).at(-1)).toBe('⋯ 9999 └ step 9999');
});
