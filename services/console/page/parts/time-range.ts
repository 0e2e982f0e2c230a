import { z } from 'zod';
import { LASTS, type Last, minutesOf } from '../../src/model/links/time-shown.ts';

const MINUTE_MILLISECONDS = 60_000;
const DEFAULT_LAST: Last = '1h';

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
  const { minutes = 0, to = Date.now(), from = to - minutes * MINUTE_MILLISECONDS } = rangeQuery(range);
  return { from, to };
}
