import { factsOf, keyOf } from './facts.ts';

const TIME = '2026-11-28T12:00:00.123456Z';

test('extracts route, status, duration and cause of a line', () => {
  const fields = {
    method: 'POST',
    route: '/input',
    status: '503',
    milliseconds: '12.5',
    cause: 'no slot',
    trace_id: 'a',
  };
  expect(factsOf({ message: 'request failed', fields })).toEqual({
    route: 'POST /input',
    status: '503',
    milliseconds: 12.5,
    cause: 'no slot',
    traceId: 'a',
  });
});

test('extracts nothing from a line without them, and no cause that the message repeats', () => {
  const fields = { milliseconds: 'long', 'exception.message': 'no slot' };
  expect(factsOf({ message: 'no slot', fields })).toEqual({});
});

test('lines of the same moment have different keys, the same line always the same', () => {
  const key = (fields: Record<string, string>) => keyOf({ time: TIME, message: 'done', fields });
  expect(key({ a: '1', b: '2' })).toBe(key({ b: '2', a: '1' }));
  expect(key({ a: '1' })).not.toBe(key({ a: '2' }));
});
