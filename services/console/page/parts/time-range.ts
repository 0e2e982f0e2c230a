import { z } from 'zod';
import { LASTS } from '../../src/model/links/time-shown.ts';

const UNITS = { m: 60_000, h: 3_600_000, d: 86_400_000 };
const DEFAULT_LAST = '1h';

/** The time range in the URL: the last period, or from one moment to another in milliseconds since the epoch. */
export const rangeSearch = z.object({
  last: z.enum(LASTS).optional().catch(undefined),
  from: z.number().int().nonnegative().optional().catch(undefined),
  to: z.number().int().nonnegative().optional().catch(undefined),
});

export type RangeSearch = z.output<typeof rangeSearch>;

/** The query of the API for a range. The server ends a last period at its own current time. */
export function rangeQuery({ last, from, to }: RangeSearch): { minutes?: number; from?: number; to?: number } {
  if (from !== undefined && to !== undefined && to > from) return { from, to };
  return { minutes: minutesOf(last ?? DEFAULT_LAST) };
}

/** Begin and end of a range in milliseconds since the epoch. A last period ends now. */
export function momentsOf(range: RangeSearch): { from: number; to: number } {
  const { minutes = 0, to = Date.now(), from = to - minutes * UNITS.m } = rangeQuery(range);
  return { from, to };
}

export function minutesOf(last: (typeof LASTS)[number]): number {
  return (Number.parseInt(last, 10) * UNITS[last.slice(-1) as keyof typeof UNITS]) / UNITS.m;
}
