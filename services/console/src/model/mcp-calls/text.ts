import { duration } from '../format/text.ts';
import type { Quantile } from '../metrics/histogram.ts';

const MINUTE = 60;
const HOUR = 3600;
/** Smaller shares are shown as less than this. */
const LEAST_PERCENT = 0.1;

/** `42 ms`, or the bound that it is below or above if no more is known. */
export function quantileText({ milliseconds, from, to }: Quantile): string {
  if (to === undefined) return `> ${duration(from)}`;
  return from === 0 ? `< ${duration(to)}` : duration(milliseconds);
}

/** `1.2/s`, `3/min` or `5/h`, whichever is readable. */
export function rateText(calls: number, seconds: number): string {
  const perSecond = calls / Math.max(seconds, 1);
  if (perSecond >= 1) return `${short(perSecond)}/s`;
  return perSecond * MINUTE >= 1 ? `${short(perSecond * MINUTE)}/min` : `${short(perSecond * HOUR)}/h`;
}

/** `2.5 %` of the calls. */
export function shareText(part: number, whole: number): string {
  if (part === 0 || whole === 0) return '0 %';
  const percent = (part / whole) * 100;
  return percent < LEAST_PERCENT ? `< ${LEAST_PERCENT} %` : `${short(percent)} %`;
}

/** `120 B`, `1.2 KB`, `3.4 MB`. */
export function bytesText(bytes: number): string {
  if (bytes < 1024) return `${Math.round(bytes)} B`;
  return bytes < 1024 ** 2 ? `${short(bytes / 1024)} KB` : `${short(bytes / 1024 ** 2)} MB`;
}

function short(number: number): string {
  return number < 10 ? number.toFixed(1).replace(/\.0$/, '') : Math.round(number).toLocaleString('en');
}
