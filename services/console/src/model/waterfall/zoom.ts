import type { Interval } from '../spans/interval.ts';

/** The shortest time that can be distinguished, in microseconds. */
const SHORTEST = 10;

/** A part of the whole: not longer than it, within it, and long enough to see something. */
export function fitted({ begin, end }: Interval, whole: Interval): Interval {
  const all = whole.end - whole.begin;
  const length = Math.min(Math.max(end - begin, Math.min(SHORTEST, all)), all);
  const from = Math.min(Math.max(begin, whole.begin), whole.end - length);
  return { begin: from, end: from + length };
}

/** Shows less (`factor` below 1) or more, while what is at a moment stays where it is. */
export function zoomed(shown: Interval, { at, factor, whole }: { at: number; factor: number; whole: Interval }) {
  return fitted({ begin: at - (at - shown.begin) * factor, end: at + (shown.end - at) * factor }, whole);
}

/** Moves what is shown by a share of its length. */
export function moved({ begin, end }: Interval, share: number, whole: Interval): Interval {
  const by = (end - begin) * share;
  return fitted({ begin: begin + by, end: end + by }, whole);
}

/** What the URL says: milliseconds since the begin of the whole; nothing for all of it. */
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
