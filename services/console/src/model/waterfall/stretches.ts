import type { Interval } from '../spans/interval.ts';

/** A drawn interval, as fractions of the visible time: 0 is its begin, 1 its end. */
export interface Stretch {
  left: number;
  width: number;
}

/** Intervals closer than this look like one on any screen. */
const RESOLUTION = 1 / 2000;
/** How far an interval is drawn beyond the edges of the visible time. */
const BEYOND = 0.01;

/** Undefined for an invisible interval. */
export function stretchOf({ begin, end }: Interval, shown: Interval): Stretch | undefined {
  const length = Math.max(shown.end - shown.begin, 1);
  const left = Math.max((begin - shown.begin) / length, -BEYOND);
  const right = Math.min((end - shown.begin) / length, 1 + BEYOND);
  return right < 0 || left > 1 ? undefined : { left, width: Math.max(right - left, 0) };
}

/** The visible intervals; those that would look like one are merged. @param intervals sorted by begin */
export function stretchesOf(intervals: readonly Interval[], shown: Interval): Stretch[] {
  const stretches: Stretch[] = [];
  for (const interval of intervals) {
    const stretch = stretchOf(interval, shown);
    const last = stretches.at(-1);
    if (stretch === undefined) continue;
    if (last === undefined || stretch.left - (last.left + last.width) > RESOLUTION) stretches.push(stretch);
    else last.width = Math.max(last.width, stretch.left + stretch.width - last.left);
  }
  return stretches;
}
