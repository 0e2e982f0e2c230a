import { spanOf, traceOf } from '../testing/spans.ts';
import { cleaned } from './clean.ts';

const ofServer = { kind: 'SERVER', service: 'store' } as const;

test('leaves out a repeated span, but not the two sides of a call that share an id', () => {
  const root = spanOf('root', [0, 10]);
  const { trace, repeated } = cleaned(
    traceOf(
      root,
      root,
      spanOf('shared', [1, 9], { under: 'root', kind: 'CLIENT' }),
      spanOf('shared', [1, 9], { under: 'root', kind: 'SERVER' }),
    ),
  );
  expect({ repeated, spans: trace.spans.length, roots: trace.roots.length }).toEqual({
    repeated: 1,
    spans: 3,
    roots: 1,
  });
});

test('moves the spans of a server into the call if its clock differs', () => {
  const { trace, moved } = cleaned(
    traceOf(
      spanOf('call', [1000, 1100], { kind: 'CLIENT' }),
      spanOf('answer', [91_000, 91_060], { under: 'call', ...ofServer }),
      spanOf('within', [91_010, 91_020], {
        under: 'answer',
        service: 'store',
        events: [{ name: 'wait', timeMicroseconds: 91_015, attributes: {} }],
      }),
    ),
  );
  expect(moved).toBe(2);
  expect(trace.spans.map(({ spanId, startMicroseconds }) => [spanId, startMicroseconds])).toEqual([
    ['call', 1000],
    ['answer', 1020],
    ['within', 1030],
  ]);
  expect(trace.spans[2]?.events[0]?.timeMicroseconds).toBe(1035);
});

test('does not move work that went on after the caller had left or had the answer', () => {
  const { moved: sentOn } = cleaned(
    traceOf(spanOf('call', [0, 100], { kind: 'CLIENT' }), spanOf('answer', [60, 110], { under: 'call', ...ofServer })),
  );
  expect(sentOn).toBe(0);
  const { moved } = cleaned(
    traceOf(spanOf('call', [0, 100], { kind: 'CLIENT' }), spanOf('answer', [10, 900], { under: 'call', ...ofServer })),
  );
  expect(moved).toBe(0);
});
