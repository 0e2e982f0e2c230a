import { duration } from './text.ts';

const NANOSECONDS: Record<string, number> = { nanoseconds: 1, microseconds: 1e3, milliseconds: 1e6, seconds: 1e9 };
const PREFIXES = ['B', 'KB', 'MB', 'GB', 'TB'];

/** A value of a profile with its unit: `1.37 s`, `12.0 MB`, `1,234 count`. */
export function valueWithUnit(value: number, unit: string): string {
  const nanoseconds = NANOSECONDS[unit];
  if (nanoseconds !== undefined) return duration((value * nanoseconds) / 1e6);
  if (unit !== 'bytes') return `${value.toLocaleString('en')} ${unit}`;
  const power = Math.min(PREFIXES.length - 1, Math.floor(Math.log2(Math.max(1, value)) / 10));
  return `${(value / 1024 ** power).toFixed(power === 0 ? 0 : 1)} ${PREFIXES[power]}`;
}
