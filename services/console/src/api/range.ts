import { z } from 'zod';

const MINUTE_MILLISECONDS = 60_000;
const A_MONTH_OF_MINUTES = 31 * 24 * 60;
const moment = z.coerce.number().int().nonnegative().optional();

/** The time that a question is about: the last so many minutes, or from one moment to another, in milliseconds since the epoch. */
export const range = {
  minutes: z.coerce.number().positive().max(A_MONTH_OF_MINUTES).default(60),
  from: moment,
  to: moment,
};

/** Milliseconds since the epoch. */
export interface Range {
  begin: number;
  end: number;
}

export function rangeOf({ minutes, from, to }: z.output<z.ZodObject<typeof range>>): Range {
  const end = to ?? Date.now();
  return { begin: from ?? end - minutes * MINUTE_MILLISECONDS, end };
}
