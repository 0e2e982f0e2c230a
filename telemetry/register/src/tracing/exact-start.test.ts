import { type HrTime, ROOT_CONTEXT, type TimeInput, trace } from '@opentelemetry/api';
import { InMemorySpanExporter, SimpleSpanProcessor, TracerProvider } from '@opentelemetry/sdk-trace';
import { ExactStart } from './exact-start.ts';

const exporter = new InMemorySpanExporter();
const tracer = new TracerProvider({
  spanProcessors: [new ExactStart(), new SimpleSpanProcessor({ exporter })],
}).getTracer('test');

beforeEach(() => exporter.reset());

function nanoseconds([seconds, fraction]: HrTime = [0, 0]): bigint {
  return BigInt(seconds) * 1_000_000_000n + BigInt(fraction);
}

test("start times are in the order in which spans were started, within the SDK's millisecond", () => {
  const before = Date.now();
  const parent = tracer.startSpan('parent');
  const context = trace.setSpan(ROOT_CONTEXT, parent);
  for (let nth = 0; nth < 100; nth++) tracer.startSpan('child', {}, context).end();
  parent.end();
  const after = Date.now();
  const [...spans] = exporter.getFinishedSpans();
  const starts = [spans.at(-1), ...spans.slice(0, -1)].map((span) => nanoseconds(span?.startTime));
  expect(starts).toEqual(starts.toSorted((a, b) => Number(a - b)));
  expect(new Set(starts).size).toBeGreaterThan(50);
  expect(starts[0]).toBeGreaterThanOrEqual(BigInt(before) * 1_000_000n);
  expect(starts.at(-1)).toBeLessThanOrEqual(BigInt(after + 1) * 1_000_000n);
});

test.each<[string, TimeInput, HrTime]>([
  ['a date', new Date(10_500), [10, 500_000_000]],
  ['a pair', [10, 5], [10, 5]],
])('an explicit start time given as %s is kept', (_, startTime, expected) => {
  tracer.startSpan('x', { startTime }).end([12, 4]);
  expect(exporter.getFinishedSpans()[0]?.startTime).toEqual(expected);
});
