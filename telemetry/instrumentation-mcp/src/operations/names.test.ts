import { Names } from './names.ts';

test('a name is used from the first answer that shows that it exists, whatever comes later', () => {
  const names = new Names();
  expect(names.has('echo')).toBe(false);
  expect(names.judge('echo', 'exists')).toBe(true);
  expect(names.has('echo')).toBe(true);
  expect(names.judge('echo', 'absent')).toBe(true);
});

test('a name that does not exist is never used', () => {
  const names = new Names();
  expect(names.judge('invented', 'unclear')).toBe(true);
  expect(names.judge('invented', 'absent')).toBe(false);
  expect(names.has('invented')).toBe(false);
});

test.each([
  ['exists', 1000],
  ['unclear', 100],
] as const)('of names with the verdict %s, fewer than %d are used', (verdict, limit) => {
  const names = new Names();
  const counted = Array.from({ length: 2500 }, (_, index) => names.judge(`tool ${index}`, verdict)).filter(Boolean);
  expect(counted.length).toBeGreaterThan(10);
  expect(counted.length).toBeLessThan(limit);
});

test('a very long name is never used', () => {
  expect(new Names().judge('x'.repeat(1000), 'exists')).toBe(false);
});
