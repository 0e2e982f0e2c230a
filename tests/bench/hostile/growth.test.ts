import { growthOf, isBack } from './growth.ts';

const of = (own: number, files = 60) => ({ own, resident: own + files });

test.each([
  ['a tenth more', { 'core-api': of(110) }, true],
  ['more than a tenth', { 'core-api': of(112) }, false],
  ['pages of files, which the kernel takes back', { 'core-api': of(100, 300) }, true],
])('a process that held 100 MB and holds %s: is it back?', (_, after, expected) => {
  expect(isBack({ 'core-api': of(100) }, after)).toBe(expected);
});

test('a small process may hold the few MB that an allocator takes at once', () => {
  expect(isBack({ guard: of(6) }, { guard: of(13) })).toBe(true);
  expect(isBack({ guard: of(6) }, { guard: of(15) })).toBe(false);
});

test('one process that is too large is not made up for by another that shrank', () => {
  expect(isBack({ a: of(100), b: of(100) }, { a: of(130), b: of(50) })).toBe(false);
});

test('a backend may hold what it stores up to the bound that it is set to, and the report says so', () => {
  const before = { jaeger: of(100) };
  expect(growthOf(before, { jaeger: of(300) })).toEqual([
    { name: 'jaeger', before: 100, after: 300, isTooMuch: false, store: expect.stringContaining('GOMEMLIMIT') },
  ]);
  expect(isBack(before, { jaeger: of(600) })).toBe(false);
});
