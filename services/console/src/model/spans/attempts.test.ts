import { spanOf, traceOf } from '../testing/spans.ts';
import { attemptsAmong } from './attempts.ts';

const call = (id: string, [begin, end]: [number, number], failed: boolean, fields: object = {}) =>
  spanOf(id, [begin, end], { kind: 'CLIENT', name: 'GET', status: failed ? 'ERROR' : 'UNSET', ...fields });

const rowsOf = (...spans: ReturnType<typeof call>[]) =>
  attemptsAmong(traceOf(...spans).spans).map((row) => row.map(({ spanId }) => spanId));

test('a call that is repeated after a failure is one call with attempts', () => {
  expect(
    rowsOf(
      call('1', [0, 5], true),
      call('2', [10, 15], true),
      call('3', [20, 25], false),
      call('4', [30, 35], true),
      call('5', [40, 45], false),
      call('6', [50, 55], false),
    ),
  ).toEqual([
    ['1', '2', '3'],
    ['4', '5'],
  ]);
});

test('calls to something else, or at the same time, are not attempts', () => {
  expect(
    rowsOf(
      call('1', [0, 5], true, { attributes: { 'url.full': 'http://a/x?1' } }),
      call('2', [1, 6], false, { attributes: { 'url.full': 'http://a/x?2' } }),
      call('3', [10, 15], false, { attributes: { 'url.full': 'http://a/y' } }),
      call('4', [20, 25], true, { kind: 'INTERNAL' }),
    ),
  ).toEqual([]);
});
