import { HttpError } from '@cortex/runtime';
import { z } from 'zod';

const MINUTE_MILLISECONDS = 60_000;
const A_MONTH_OF_MINUTES = 31 * 24 * 60;
const moment = z.coerce.number().int().nonnegative().optional();

/** The time range of a question: the last so many minutes, or from one moment to another, in milliseconds since the epoch. */
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

/** @throws {HttpError} 422 for a range that ends before it begins, or begins in the future */
export function rangeOf({ minutes, from, to }: z.output<z.ZodObject<typeof range>>): Range {
  const end = to ?? Date.now();
  if (from !== undefined && from > end) throw new HttpError(422, `from: expected a time before ${end}, got ${from}`);
  return { begin: from ?? end - minutes * MINUTE_MILLISECONDS, end };
}
