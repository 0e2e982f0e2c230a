import { matchesAll, parseSelectors } from './label-selector.ts';
import { SelectorError } from './selector-error.ts';

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
  'a value with %j is found as escaped in JSON',
  (value) => {
    expect(matchesAll(parseSelectors([`{name=${JSON.stringify(value)}}`]), { name: value })).toBe(true);
  },
);

test('selectors that would take long to compare with every series are refused', () => {
  expect(() => parseSelectors(Array(101).fill('{a=""}'))).toThrow('expected at most 100 conditions on labels, got 101');
  expect(() => parseSelectors([`{a=~"${'x'.repeat(5000)}"}`])).toThrow('at most 4096 characters, got 5000');
  expect(() => parseSelectors([`{a=~"(${'x'.repeat(500)}){1000}"}`])).toThrow('at most 100000, got 508000');
  expect(() => parseSelectors(Array(20).fill('{a=~"(x?){1000}"}'))).toThrow('too large');
});

test('conditions are counted before their patterns are compiled', () => {
  expect(() => parseSelectors([`{${Array(101).fill('a=~"("').join()}}`])).toThrow('at most 100 conditions');
});

test('a slow pattern can be matched with some labels, but not with any number', () => {
  const matchers = parseSelectors(['{a=~"(x?){200}"}']);
  const value = (index: number) => 'x'.repeat(2000 + index);
  expect(matchesAll(matchers, { a: value(0) })).toBe(false);
  const holdAgainstAll = () => Array.from({ length: 5000 }, (_, index) => matchesAll(matchers, { a: value(index) }));
  expect(holdAgainstAll).toThrow('take too long on the stored labels');
  expect(holdAgainstAll).toThrow(SelectorError);
});

test('an ordinary pattern can be matched with as many labels as a store has', () => {
  const matchers = parseSelectors(['{id=~"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}"}']);
  const ids = Array.from({ length: 5_000 }, (_, index) => `00000000-0000-4000-8000-${`${index}`.padStart(12, '0')}`);
  expect(ids.every((id) => matchesAll(matchers, { id }))).toBe(true);
});

test.each(['service_name="shop"', '{service_name}', '{service_name="shop"', '{a="1" b="2"}', '{a=~"("}'])(
  '%s is refused with what was expected',
  (selector) => {
    expect(() => parseSelectors([selector])).toThrow(SelectorError);
    expect(() => parseSelectors([selector])).toThrow(/expected \{label="value"/);
  },
);
