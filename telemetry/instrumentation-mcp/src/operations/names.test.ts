import { Names } from './names.ts';

test('a name counts from the first answer that shows that it exists, whatever comes later', () => {
  const names = new Names();
  expect(names.has('echo')).toBe(false);
  expect(names.judge('echo', 'exists')).toBe(true);
  expect(names.has('echo')).toBe(true);
  expect(names.judge('echo', 'absent')).toBe(true);
});

test('a name that does not exist never counts', () => {
  const names = new Names();
  expect(names.judge('invented', 'unclear')).toBe(true);
  expect(names.judge('invented', 'absent')).toBe(false);
  expect(names.has('invented')).toBe(false);
});

test.each([
  ['exists', 1000],
  ['unclear', 100],
] as const)('of names that %s there are never more than %d', (verdict, limit) => {
  const names = new Names();
  const counted = Array.from({ length: 2500 }, (_, index) => names.judge(`tool ${index}`, verdict)).filter(Boolean);
  expect(counted.length).toBeGreaterThan(10);
  expect(counted.length).toBeLessThan(limit);
});

test('a name as long as a text never counts', () => {
  expect(new Names().judge('x'.repeat(1000), 'exists')).toBe(false);
});
