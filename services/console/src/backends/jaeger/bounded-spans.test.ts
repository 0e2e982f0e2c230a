import { jaegerTrace } from '../../testing/jaeger-trace.ts';
import { BoundedSpans, type SpanBounds } from './bounded-spans.ts';

const [ONE, TWO, THREE] = ['1', '2', '3'].map((digit) => digit.repeat(32)) as [string, string, string];
const NASTY = 'a "quoted" {[text],} \\ of ünïcode 🦉';

/** A trace as in Jaeger's answer. Its root comes last, and a warning contains what looks like a span. */
function trace(traceId: string, spans: number) {
  const below = Array.from({ length: spans - 1 }, (_, index) => ({
    spanId: `b${index}`,
    under: 'root',
    tags: { note: NASTY },
    events: [{ event: NASTY }],
  }));
  const { traceID, ...rest } = jaegerTrace([...below, { spanId: 'root', name: NASTY }], traceId);
  return { traceID, spans: rest.spans, processes: rest.processes, warnings: ['{"a":[1]}', 'and, another'] };
}

/** Reads an answer that arrives in pieces of the given size. */
function read(answer: object, bounds: SpanBounds, pieceBytes: number) {
  const bounded = new BoundedSpans(bounds);
  const bytes = Buffer.from(JSON.stringify(answer));
  const pieces = Array.from({ length: Math.ceil(bytes.length / pieceBytes) }, (_, index) =>
    bytes.subarray(index * pieceBytes, (index + 1) * pieceBytes),
  );
  const text = Buffer.concat(pieces.flatMap((piece) => bounded.pass(piece))).toString();
  return { text, json: JSON.parse(text), leftOut: bounded.leftOut };
}

const idsOf = ({ spans }: { spans: { spanID: string }[] }) => spans.map(({ spanID }) => spanID);

test.each([1, 7, 64 * 1024])('in pieces of %i bytes, passes on the first spans of each trace, and roots', (bytes) => {
  const data = [trace(ONE, 2), trace(TWO, 9), trace(THREE, 3)];
  const { json, leftOut } = read({ data, total: 0, errors: null }, { spans: 3, bytes: 1e6 }, bytes);
  expect(json.data.map(idsOf)).toEqual([
    ['b0', 'root'],
    ['b0', 'b1', 'b2', 'root'],
    ['b0', 'b1', 'root'],
  ]);
  expect(leftOut).toEqual([0, 5, 0]);
  expect(json).toEqual({
    data: data.map((one, index) => ({ ...one, spans: expect.arrayContaining(json.data[index].spans) })),
    total: 0,
    errors: null,
  });
});

test.each([1, 64 * 1024])('in pieces of %i bytes, passes on small answers unchanged', (bytes) => {
  const answer = { data: [trace(ONE, 20), { ...trace(TWO, 1), spans: [] }], errors: [{ msg: NASTY, spans: [[1, 2]] }] };
  expect(read(answer, { spans: 20, bytes: 1e6 }, bytes)).toEqual({
    text: JSON.stringify(answer),
    json: answer,
    leftOut: [0, 0, 0],
  });
});

test('once it has read much, passes on few spans of each further trace', () => {
  const data = [trace(ONE, 100), trace(TWO, 100)];
  const { json, leftOut } = read({ data }, { spans: 1000, bytes: 20_000 }, 1000);
  const [first, second] = json.data.map(idsOf);
  expect([first.length < 100, second.length, second.at(-1)]).toEqual([true, 51, 'root']);
  expect(leftOut).toEqual([100 - first.length, 49]);
});

test('passes on some of many roots that are left out', () => {
  const roots = Array.from({ length: 100 }, (_, index) => ({ spanId: `r${index}` }));
  const { json, leftOut } = read({ data: [jaegerTrace(roots)] }, { spans: 10, bytes: 1e6 }, 1000);
  expect([idsOf(json.data[0]).length, leftOut]).toEqual([30, [70]]);
});
