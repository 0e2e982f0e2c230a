import { spanOf, traceOf } from '../testing/spans.ts';
import { traceDifference } from './difference.ts';

test('lists the largest changes of own time first, including operations that are new or gone', () => {
  const before = traceOf(
    spanOf('root', [0, 100_000]),
    spanOf('a', [0, 10_000], { under: 'root', name: 'select' }),
    spanOf('gone', [20_000, 21_000], { under: 'root' }),
  );
  const after = traceOf(
    spanOf('root', [0, 900_000]),
    spanOf('a', [0, 400_000], { under: 'root', name: 'select' }),
    spanOf('b', [400_000, 800_000], { under: 'root', name: 'select' }),
  );
  expect(
    traceDifference(before, after).map(
      ({ name, countBefore, countAfter, selfMillisecondsBefore, selfMillisecondsAfter }) => [
        name,
        countBefore,
        countAfter,
        selfMillisecondsBefore,
        selfMillisecondsAfter,
      ],
    ),
  ).toEqual([
    ['select', 1, 2, 10, 800],
    ['root', 1, 1, 89, 100],
    ['gone', 1, 0, 1, 0],
  ]);
});
