import { growthOf, isBack } from './growth.ts';

const of = (own: number, files = 60) => ({ own, resident: own + files });

test.each([
  ['a tenth more', { 'core-api': of(110) }, true],
  ['more than a tenth', { 'core-api': of(112) }, false],
  ['pages of files, which the kernel can drop', { 'core-api': of(100, 300) }, true],
])('a process of 100 MB that now holds %s: is its memory back?', (_, after, expected) => {
  expect(isBack({ 'core-api': of(100) }, after)).toBe(expected);
});

test('a small process may grow by the few MB that an allocator takes at once', () => {
  expect(isBack({ guard: of(6) }, { guard: of(13) })).toBe(true);
  expect(isBack({ guard: of(6) }, { guard: of(15) })).toBe(false);
});

test('a process that shrank does not compensate for another that is too large', () => {
  expect(isBack({ a: of(100), b: of(100) }, { a: of(130), b: of(50) })).toBe(false);
});

test('a backend may hold stored data up to its configured bound, and the report states this', () => {
  const before = { jaeger: of(100) };
  expect(growthOf(before, { jaeger: of(300) })).toEqual([
    { name: 'jaeger', before: 100, after: 300, isTooMuch: false, store: expect.stringContaining('GOMEMLIMIT') },
  ]);
  expect(isBack(before, { jaeger: of(600) })).toBe(false);
});
