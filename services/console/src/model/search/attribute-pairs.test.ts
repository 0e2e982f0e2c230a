import { pairsText, readPairs } from './attribute-pairs.ts';

test.each<[string, Record<string, string>]>([
  ['', {}],
  ['http.route=/input', { 'http.route': '/input' }],
  ['  a=1   b="two words" ', { a: '1', b: 'two words' }],
  ['url=/x?y=z', { url: '/x?y=z' }],
  ['empty=""', { empty: '' }],
  ['said="a \\"b\\" \\\\ c"', { said: 'a "b" \\ c' }],
])('reads %s', (text, pairs) => {
  expect(readPairs(text)).toEqual({ pairs });
});

test.each(['http.route', 'a=1 b', '=x', 'a=', 'a="open', 'a="x"y', 'a="\\q"'])(
  'reports what is wrong with %s',
  (text) => {
    expect(readPairs(text)).toEqual({ problem: expect.stringMatching(/^expected name=value pairs .*; came ./) });
  },
);

test('can read whatever it writes', () => {
  const pairs = { 'a b': 'c', d: 'e"f\\g\nh', i: '', j: '=', k: '‮<script>' };
  expect(readPairs(pairsText(pairs))).toEqual({ pairs });
});
