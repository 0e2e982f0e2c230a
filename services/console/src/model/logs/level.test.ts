import { LOG_LEVELS, levelOf, levelPattern } from './level.ts';

test.each([
  ['WARN', 'warn'],
  ['Error2', 'error'],
  ['fatal', 'error'],
  ['notice', 'info'],
  ['TRACE', 'debug'],
  ['loud', undefined],
  ['', undefined],
])('%s is of the level %s', (name, level) => expect(levelOf(name)).toBe(level));

test('the pattern of a level matches it and more severe ones', () => {
  const names = ['FATAL', 'error', 'Warning', 'warn3', 'INFO', 'debug', 'loud'];
  // Go's flag for case-insensitivity at the begin of an expression becomes JavaScript's.
  const found = (level: (typeof LOG_LEVELS)[number]) => {
    const pattern = new RegExp(levelPattern(level).replace('(?i)', ''), 'i');
    return names.filter((name) => pattern.test(name)).length;
  };
  expect(LOG_LEVELS.map(found)).toEqual([2, 4, 5, 6]);
});
