import { failureOfException, failureOfLocalError } from './outcome.ts';

const withoutClass = Object.assign(new Error('odd'), { constructor: undefined });
const guarded = new Proxy(new Error('odd'), {
  get: () => {
    throw new Error('hands off');
  },
});
const codeWithoutText = Object.assign(new Error('odd'), { code: Object.create(null) });

test.each([
  ['an error without a class', withoutClass],
  ['an error that throws when it is looked at', guarded],
  ['an error whose code cannot be made a text', codeWithoutText],
  ['nothing', undefined],
])('%s has a type all the same', (_, error) => {
  expect(failureOfLocalError(error, false).errorType).toEqual(expect.any(String));
  expect(failureOfException(error).errorType).toEqual(expect.any(String));
});

test.each([
  ['constructor', 'Error'],
  ['toString', 'Error'],
  ['REQUEST_TIMEOUT', 'timeout'],
  [-32001, 'timeout'],
  [-32000, 'connection_closed'],
])('a local error with the code %p is of the type %s', (code, type) => {
  expect(failureOfLocalError(Object.assign(new Error('late'), { code }), false).errorType).toBe(type);
});
