import { z } from 'zod';
import { LASTS } from '../../src/model/links/time-shown.ts';

const UNITS = { m: 60_000, h: 3_600_000, d: 86_400_000 };
const DEFAULT_LAST = '1h';

/** The time that is looked at, as it stands in the URL: the last so long, or from one moment to another in milliseconds since the epoch. */
export const rangeSearch = z.object({
  last: z.enum(LASTS).optional().catch(undefined),
  from: z.number().int().nonnegative().optional().catch(undefined),
  to: z.number().int().nonnegative().optional().catch(undefined),
});

export type RangeSearch = z.output<typeof rangeSearch>;

/** What to ask the API for. Of "the last hour" the server knows best when it ends. */
export function rangeQuery({ last, from, to }: RangeSearch): { minutes?: number; from?: number; to?: number } {
  if (from !== undefined && to !== undefined && to > from) return { from, to };
  return { minutes: minutesOf(last ?? DEFAULT_LAST) };
}

/** When that begins and ends, in milliseconds since the epoch: the last so long until now. */
export function momentsOf(range: RangeSearch): { from: number; to: number } {
  const { minutes = 0, to = Date.now(), from = to - minutes * UNITS.m } = rangeQuery(range);
  return { from, to };
}

export function minutesOf(last: (typeof LASTS)[number]): number {
  return (Number.parseInt(last, 10) * UNITS[last.slice(-1) as keyof typeof UNITS]) / UNITS.m;
}
