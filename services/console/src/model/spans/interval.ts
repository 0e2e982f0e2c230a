/** A time interval, in microseconds since the epoch. */
export interface Interval {
  begin: number;
  end: number;
}

/** How long at least one of the intervals lasts, within bounds; in microseconds. */
export function covered(intervals: readonly Interval[], within: Interval): number {
  let total = 0;
  let until = within.begin;
  for (const { begin, end } of intervals.toSorted((a, b) => a.begin - b.begin)) {
    const from = Math.max(begin, until);
    const to = Math.min(end, within.end);
    if (to <= from) continue;
    total += to - from;
    until = to;
  }
  return total;
}

/** The union of the intervals, sorted. */
export function united(intervals: readonly Interval[]): Interval[] {
  const times: Interval[] = [];
  for (const { begin, end } of intervals.toSorted((a, b) => a.begin - b.begin)) {
    const last = times.at(-1);
    if (last === undefined || begin > last.end) times.push({ begin, end });
    else last.end = Math.max(last.end, end);
  }
  return times;
}

/** The overlap of two intervals, in microseconds. */
export function overlap(a: Interval, b: Interval): number {
  return Math.max(0, Math.min(a.end, b.end) - Math.max(a.begin, b.begin));
}

/** The sum of the intervals' lengths, in microseconds. */
export function totalOf(intervals: readonly Interval[]): number {
  return intervals.reduce((sum, { begin, end }) => sum + end - begin, 0);
}
