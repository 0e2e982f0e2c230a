/** The most points of one series. */
export const MOST_POINTS = 1000;
/** Enough points for the width of a screen. */
const USUAL_POINTS = 250;
const ROUND_SECONDS = [1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 14_400, 43_200, 86_400];

/** The shortest step, in seconds, for a range in milliseconds. */
export function shortestStep(rangeMilliseconds: number): number {
  return Math.max(1, Math.ceil(rangeMilliseconds / 1000 / MOST_POINTS));
}

/** A round step, in seconds, for a range in milliseconds. */
export function usualStep(rangeMilliseconds: number): number {
  const fitting = rangeMilliseconds / 1000 / USUAL_POINTS;
  return ROUND_SECONDS.find((seconds) => seconds >= fitting) ?? Math.ceil(fitting);
}
