import { axisWidth } from './axis-width.ts';

const widthOf = (text: string) => text.length * 6;

test('short values, or none, keep the axes of charts equally wide', () => {
  expect(axisWidth(null, widthOf)).toBe(64);
  expect(axisWidth(['0 B', '47.7 MB'], widthOf)).toBe(axisWidth([], widthOf));
});

test('a long value is not cut, since it would read as another number', () => {
  const texts = ['0 B', '143.1 MB', '1,143.25 MB/s'];
  expect(axisWidth(texts, widthOf)).toBeGreaterThan(widthOf('1,143.25 MB/s'));
});
