import { stretchesOf, stretchOf } from './stretches.ts';
import { fitted, fromUrl, moved, toUrl, zoomed } from './zoom.ts';

const whole = { begin: 1_000_000, end: 2_000_000 };

test('the time below the pointer keeps its position', () => {
  expect(zoomed(whole, { at: 1_250_000, factor: 0.5, whole })).toEqual({ begin: 1_125_000, end: 1_625_000 });
});

test('shows neither more than the whole nor less than can be distinguished', () => {
  expect(zoomed(whole, { at: 1_250_000, factor: 3, whole })).toEqual(whole);
  const nearest = zoomed(whole, { at: 1_500_000, factor: 1e-9, whole });
  expect(nearest.end - nearest.begin).toBe(10);
  expect(moved({ begin: 1_900_000, end: 2_000_000 }, 0.5, whole)).toEqual({ begin: 1_900_000, end: 2_000_000 });
  expect(fitted({ begin: 5, end: 5 }, { begin: 5, end: 5 })).toEqual({ begin: 5, end: 5 });
});

test('the URL has milliseconds since the begin of the trace, and is empty for the whole', () => {
  const shown = { begin: 1_100_500, end: 1_200_250 };
  expect(toUrl(shown, whole)).toEqual({ zoomFrom: 100.5, zoomTo: 200.25 });
  expect(fromUrl(toUrl(shown, whole), whole)).toEqual(shown);
  expect(toUrl(whole, whole)).toEqual({ zoomFrom: undefined, zoomTo: undefined });
  expect(fromUrl({ zoomFrom: 9, zoomTo: 3 }, whole)).toEqual(whole);
  expect(fromUrl({ zoomFrom: 5_000, zoomTo: 6_000 }, whole)).toEqual(fitted({ begin: 2e6, end: 3e6 }, whole));
});

test('intervals outside of the visible time are not drawn, and longer ones are cut', () => {
  expect(stretchOf({ begin: 0, end: 10 }, { begin: 50, end: 150 })).toBeUndefined();
  expect(stretchOf({ begin: 200, end: 210 }, { begin: 50, end: 150 })).toBeUndefined();
  const cut = stretchOf({ begin: 0, end: 100 }, { begin: 50, end: 150 });
  expect(cut?.left).toBe(-0.01);
  expect(cut?.width).toBeCloseTo(0.51);
  expect(stretchOf({ begin: 100, end: 100 }, { begin: 50, end: 150 })).toEqual({ left: 0.5, width: 0 });
});

test('only distinguishable stretches out of 100,000 are drawn', () => {
  const many = Array.from({ length: 100_000 }, (_, index) => ({ begin: index * 10, end: index * 10 + 5 }));
  expect(stretchesOf(many, { begin: 0, end: 1_000_000 })).toHaveLength(1);
  expect(stretchesOf(many, { begin: 0, end: 100 })).toHaveLength(11);
});
