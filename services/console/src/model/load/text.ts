import type { Figure } from './result.ts';

/** A figure with its unit: `3.81 ms`, `139 MB`; `-` if there is none. */
export function figureText(value: number | null | undefined, unit: string): string {
  if (value === null || value === undefined) return '-';
  const digits = value < 10 ? 2 : value < 100 ? 1 : 0;
  return `${Number(value.toFixed(digits))} ${unit}`.trimEnd();
}

/** The baseline of a figure: `<= 100 ms`; `-` if there is none. */
export function baselineText({ baseline, good, unit }: Figure): string {
  return baseline === undefined ? '-' : `${good === 'below' ? '<=' : '>='} ${figureText(baseline, unit)}`;
}
