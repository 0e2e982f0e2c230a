import { z } from 'zod';

const UNITS = { s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 } as const;
const AGE = /^(\d{1,4})([smhd])$/;

/** The begin of a time range: an age such as `15m`, `2h` or `7d`, or a time in ISO 8601. */
export const since = z
  .string()
  .refine(
    (text) => AGE.test(text) || !Number.isNaN(Date.parse(text)),
    'an age such as 15m, 2h or 7d, or a time such as 2026-11-28T17:00:00Z',
  )
  .refine((text) => timeOf(text) <= Date.now(), 'a time that has come')
  .describe('since when: an age such as 15m, 2h or 7d, or a time in ISO 8601');

/** Milliseconds since the epoch. */
export function timeOf(text: string, now = Date.now()): number {
  const [, number, unit] = AGE.exec(text) ?? [];
  return unit === undefined ? Date.parse(text) : now - Number(number) * UNITS[unit as keyof typeof UNITS];
}

export function iso(milliseconds: number): string {
  return new Date(milliseconds).toISOString();
}
