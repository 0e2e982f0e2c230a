import { matchesAll, parseSelectors, SelectorError } from './label-selector.ts';

const labels = { service_name: 'shop', region: 'eu-1' };

test.each([
  ['', true],
  ['{}', true],
  ['{service_name="shop"}', true],
  ['{service_name="shop", region=~"eu-.*"}', true],
  ['{service_name="shop",region!~"eu-.*"}', false],
  ['{service_name!="shop"}', false],
  ['{missing=""}', true],
  ['{region=~"eu"}', false],
])('%s matches: %s', (selector, expected) => {
  expect(matchesAll(parseSelectors([selector]), labels)).toBe(expected);
});

test('quotes and backslashes in a value are escaped', () => {
  expect(matchesAll(parseSelectors(['{path="a\\"b\\\\c"}']), { path: 'a"b\\c' })).toBe(true);
});

test.each(['\n', '\t', '\u0000', '\u2028', '\\u0041', '💥', '\r"'])(
  'a value that holds %j is found as JSON writes it',
  (value) => {
    expect(matchesAll(parseSelectors([`{name=${JSON.stringify(value)}}`]), { name: value })).toBe(true);
  },
);

test('what would take long to hold against every series is refused', () => {
  expect(() => parseSelectors(Array(101).fill('{a=""}'))).toThrow('expected at most 100 conditions on labels, got 101');
  expect(() => parseSelectors([`{a=~"${'x'.repeat(5000)}"}`])).toThrow('at most 4096 characters, got 5000');
});

test.each(['service_name="shop"', '{service_name}', '{service_name="shop"', '{a="1" b="2"}', '{a=~"("}'])(
  '%s is refused and says what was expected',
  (selector) => {
    expect(() => parseSelectors([selector])).toThrow(SelectorError);
    expect(() => parseSelectors([selector])).toThrow(/expected \{label="value"/);
  },
);
