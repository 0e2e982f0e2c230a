import type { Interval } from '../spans/interval.ts';

/** The shortest time that can be distinguished, in microseconds. */
const SHORTEST = 10;

/** Fits an interval into the whole, and makes it long enough to show something. */
export function fitted({ begin, end }: Interval, whole: Interval): Interval {
  const all = whole.end - whole.begin;
  const length = Math.min(Math.max(end - begin, Math.min(SHORTEST, all)), all);
  const from = Math.min(Math.max(begin, whole.begin), whole.end - length);
  return { begin: from, end: from + length };
}

/** Zooms in (`factor` below 1) or out, while the time `at` keeps its position. */
export function zoomed(shown: Interval, { at, factor, whole }: { at: number; factor: number; whole: Interval }) {
  return fitted({ begin: at - (at - shown.begin) * factor, end: at + (shown.end - at) * factor }, whole);
}

/** Moves the visible time by a fraction of its length. */
export function moved({ begin, end }: Interval, share: number, whole: Interval): Interval {
  const by = (end - begin) * share;
  return fitted({ begin: begin + by, end: end + by }, whole);
}

/** The URL's value: milliseconds since the begin of the whole; empty for the whole. */
export function toUrl({ begin, end }: Interval, whole: Interval) {
  if (begin <= whole.begin && end >= whole.end) return { zoomFrom: undefined, zoomTo: undefined };
  const since = (at: number) => Math.round(at - whole.begin) / 1000;
  return { zoomFrom: since(begin), zoomTo: since(end) };
}

export function fromUrl(
  { zoomFrom, zoomTo }: { zoomFrom?: number | undefined; zoomTo?: number | undefined },
  whole: Interval,
): Interval {
  if (zoomFrom === undefined || zoomTo === undefined || zoomTo <= zoomFrom) return whole;
  return fitted({ begin: whole.begin + zoomFrom * 1000, end: whole.begin + zoomTo * 1000 }, whole);
}
