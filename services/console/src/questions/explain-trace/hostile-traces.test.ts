import type { Trace, TraceSpan } from '@cortex/trace-testing/trace';
import { spanOf, traceOf } from '../../model/testing/spans.ts';
import { cleaned } from '../../model/trace/clean.ts';
import { explain } from './explain.ts';
import { evidenceOf } from './testing/evidence.ts';

const explained = (...spans: TraceSpan[]) => explain(evidenceOf(spans));
const summaries = (...spans: TraceSpan[]) => explained(...spans).findings.map(({ summary }) => summary);

test('spans without their parents come after the request, and are reported', () => {
  const said = summaries(
    spanOf('root', [0, 1000]),
    spanOf('lost', [100, 900_000], { under: 'unknown' }),
    spanOf('lost too', [200, 300], { under: 'unknown' }),
  );
  expect(said.at(-1)).toBe(
    '2 spans of the trace name parents that are not here: they were dropped, not sampled, or are still on their way.',
  );
  expect(explained(spanOf('root', [0, 1]), spanOf('lost', [1, 90], { under: 'unknown' })).view.main?.spanId).toBe(
    'root',
  );
});

test('of several roots the longest is the request', () => {
  const { view, findings } = explained(spanOf('short', [0, 10_000]), spanOf('long', [5000, 90_000]));
  expect(view.main?.spanId).toBe('long');
  expect(view.milliseconds).toBe(90);
  expect(findings.map(({ operation, milliseconds }) => [operation, milliseconds])).toEqual([
    ['long', 85],
    ['short', 10],
  ]);
});

test('a repeated span counts once, and is reported', () => {
  const [root, child] = [spanOf('root', [0, 100_000]), spanOf('child', [0, 90_000], { under: 'root' })];
  const said = summaries(root, child, child);
  expect(said.at(-1)).toBe('1 span came more than once, and counts once.');
  expect(said[0]).toBe('shop child itself was on the critical path for 90 ms.');
});

test('spans with another clock are moved, which is reported', () => {
  const said = summaries(
    spanOf('call', [0, 100_000], { kind: 'CLIENT' }),
    spanOf('answer', [9e9, 9e9 + 80_000], { under: 'call', kind: 'SERVER', service: 'store' }),
  );
  expect(said).toEqual([
    'store answer itself was on the critical path for 80 ms.',
    'shop call itself was on the critical path for 20 ms.',
    'The clocks of two machines differ: 1 span was moved into the call that it belongs to.',
  ]);
});

test('spans without duration have no share of the time, and cause no division by zero', () => {
  for (const spans of [
    [spanOf('root', [5, 5])],
    [spanOf('root', [5, 5]), spanOf('child', [5, 5], { under: 'root', status: 'ERROR' })],
  ]) {
    const { findings } = explained(...spans);
    for (const { milliseconds = 0, share = 0 } of findings) expect([milliseconds, share]).toEqual([0, 0]);
  }
});

test('a span that outlives its parent is separate work, only for the time after it', () => {
  const { findings } = explained(
    spanOf('root', [0, 10_000], { name: 'POST /input' }),
    spanOf('later', [5000, 60_000], { under: 'root' }),
    spanOf('last', [6000, 90_000], { under: 'later' }),
  );
  expect(findings.map(({ operation, milliseconds }) => [operation, milliseconds])).toEqual([
    ['last', 84],
    ['POST /input', 5],
  ]);
});

const sizes = [1000, 2000] as const;
const HOSTILE: Record<string, (index: number, count: number) => TraceSpan> = {
  'a chain in which each span outlives its parent': (index) =>
    spanOf(String(index), [index, 10_000_000 + index * 2000], below(index - 1)),
  'a chain of calls, each by another clock': (index) =>
    spanOf(String(index), [index % 2 === 0 ? 0 : 9e9 + index, index % 2 === 0 ? 90 : 9e9 + index + 80], {
      ...below(index - 1),
      kind: index % 2 === 0 ? 'CLIENT' : 'SERVER',
      service: `service ${index % 2}`,
    }),
  'a call with all others below it, and gaps between them': (index, count) =>
    spanOf(String(index), index === 0 ? [0, count * 20] : [index * 10, index * 10 + 5], {
      ...(index === 0 ? { kind: 'CLIENT' } : { under: '0' }),
    }),
  'many failures, each with words of its own, below a chain without its root': (index, count) =>
    index < count / 2
      ? spanOf(String(index), [0, 1000], { under: index === 0 ? 'unknown' : String(index - 1) })
      : spanOf(String(index), [0, 1000], { ...below(count / 2 - 1), status: 'ERROR', statusMessage: `no ${index}` }),
  'many waits, one after the other': (index, count) =>
    spanOf(String(index), index === 0 ? [0, count * 20] : [index * 10, index * 10 + 9], {
      ...(index > 0 && { under: '0' }),
      events: [
        {
          name: 'wait',
          timeMicroseconds: index * 10 + 8,
          attributes: { 'wait.reason': 'slot', 'wait.target': 'x', 'wait.duration': 5e-6 },
        },
      ],
    }),
  'requests in each other, each asked again': (index) =>
    spanOf(String(index), [index * 10, index * 10 + 5], {
      ...below(Math.floor((index - 1) / 3)),
      kind: 'CLIENT',
      status: 'ERROR',
      attributes: { 'mcp.method.name': 'tools/call', 'gen_ai.tool.name': 'x', 'mcp.request.attempt': index % 3 },
    }),
};

function below(parent: number): { under?: string } {
  return parent < 0 ? {} : { under: String(parent) };
}

test.each(Object.entries(HOSTILE))('twice the spans take no more than about twice the reads: %s', (_, spanAt) => {
  const [few, many] = sizes.map((count) =>
    looksAt(Array.from({ length: count }, (_, index) => spanAt(index, count))),
  ) as [number, number];
  expect(few).toBeGreaterThan(sizes[0]);
  expect(many / few).toBeLessThan(2.6);
});

/** How often the explanation reads fields of spans. */
function looksAt(spans: TraceSpan[]): number {
  let looks = 0;
  const look = () => {
    looks += 1;
  };
  const found = watched(traceOf(...spans), look);
  const clean = cleaned(found);
  if (clean.trace !== found) watched(clean.trace, look);
  const loops = [{ service: 'shop', instance: undefined, milliseconds: 9000, metric: 'x' }];
  explain(evidenceOf(spans.slice(0, 1), { ...clean, loops }));
  return looks;
}

function watched(trace: Trace, look: () => void): Trace {
  for (const span of trace.spans) {
    for (const name of ['startMicroseconds', 'service', 'children'] as const) {
      const value = span[name];
      const get = () => {
        look();
        return value;
      };
      Object.defineProperty(span, name, { get });
    }
  }
  return trace;
}
