import { spanOf, traceOf } from '../testing/spans.ts';
import { compared } from './comparison.ts';

const [before, after] = [10, 50].map((milliseconds) =>
  traceOf(spanOf('root', [0, milliseconds * 1000]), spanOf('query', [0, 4000], { under: 'root', name: 'select' })),
) as [ReturnType<typeof traceOf>, ReturnType<typeof traceOf>];

test('has the duration of both traces, and the largest changes first', () => {
  const { operations, more, ...ends } = compared(before, after);
  expect([ends.before.milliseconds, ends.after.milliseconds, ends.after.spans]).toEqual([10, 50, 2]);
  expect(operations.map(({ selfMillisecondsAfter }) => selfMillisecondsAfter)).toEqual([46, 4]);
  expect(more).toBe(0);
});

test('counts the operations that it leaves out', () => {
  expect(compared(before, after, 1)).toMatchObject({ operations: [{ selfMillisecondsBefore: 6 }], more: 1 });
});
