import { axisWidth } from './axis-width.ts';

const widthOf = (text: string) => text.length * 6;

test('short values, or none yet, leave the axes of charts alike', () => {
  expect(axisWidth(null, widthOf)).toBe(64);
  expect(axisWidth(['0 B', '47.7 MB'], widthOf)).toBe(axisWidth([], widthOf));
});

test('a long value has room, so that it is not cut to another number', () => {
  const texts = ['0 B', '143.1 MB', '1,143.25 MB/s'];
  expect(axisWidth(texts, widthOf)).toBeGreaterThan(widthOf('1,143.25 MB/s'));
});
