import { matchesAll, parseSelector, SelectorError } from './label-selector.ts';

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
  expect(matchesAll(parseSelector(selector), labels)).toBe(expected);
});

test('quotes and backslashes in a value are escaped', () => {
  expect(matchesAll(parseSelector('{path="a\\"b\\\\c"}'), { path: 'a"b\\c' })).toBe(true);
});

test.each(['service_name="shop"', '{service_name}', '{service_name="shop"', '{a="1" b="2"}', '{a=~"("}'])(
  '%s is refused and says what was expected',
  (selector) => {
    expect(() => parseSelector(selector)).toThrow(SelectorError);
    expect(() => parseSelector(selector)).toThrow(/expected \{label="value"/);
  },
);
