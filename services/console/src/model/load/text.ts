import type { Figure } from './result.ts';

/** A figure with its unit: `3.81 ms`, `139 MB`; `-` where there is none. */
export function figureText(value: number | null | undefined, unit: string): string {
  if (value === null || value === undefined) return '-';
  const digits = value < 10 ? 2 : value < 100 ? 1 : 0;
  return `${Number(value.toFixed(digits))} ${unit}`.trimEnd();
}

/** What the baseline asks of a figure: `<= 100 ms`; `-` where there is none. */
export function baselineText({ baseline, good, unit }: Figure): string {
  return baseline === undefined ? '-' : `${good === 'below' ? '<=' : '>='} ${figureText(baseline, unit)}`;
}
