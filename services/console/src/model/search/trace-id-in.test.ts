import { traceIdIn } from './trace-id-in.ts';

const ID = '4bf92f3577b34da6a3ce929d0e0e4736';

test.each([
  ID,
  ` ${ID.toUpperCase()}\n`,
  `00-${ID}-00f067aa0ba902b7-01`,
  `http://127.0.0.1:16686/trace/${ID}?uiFind=00f067aa0ba902b7`,
])('finds the id in %s', (text) => {
  expect(traceIdIn(text)).toBe(ID);
});

test('accepts an id of 64 bits only by itself', () => {
  expect(traceIdIn('00f067aa0ba902b7')).toBe('00f067aa0ba902b7');
});

test.each(['', '0'.repeat(32), `${ID}0`, 'b2f1c1de-4a55-4be0-9f2a-6a3b3c1d2e4f'])('%s is not a trace id', (text) => {
  expect(traceIdIn(text)).toBeUndefined();
});
