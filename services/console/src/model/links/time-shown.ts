/** How far back a page can look from now. */
export const LASTS = ['5m', '15m', '1h', '6h', '24h', '7d'] as const;

/** The time that a page looks at: the last so long, or from one moment to another in milliseconds since the epoch. */
export interface TimeShown {
  last?: (typeof LASTS)[number] | undefined;
  from?: number | undefined;
  to?: number | undefined;
}

export interface TimeFixed {
  /** Does not hold any more. */
  last: undefined;
  from: number;
  to: number;
}

const MINUTE_MILLISECONDS = 60_000;

/** What happened, and a little before and after, as far as that has come: clocks differ, and so do the moments at which signals are taken. @param begin in milliseconds since the epoch, as `end` is */
export function around(begin: number, end: number, by = MINUTE_MILLISECONDS): TimeFixed {
  const last = Math.ceil(end);
  return {
    last: undefined,
    from: Math.max(0, Math.floor(begin) - by),
    to: Math.max(last, Math.min(last + by, Date.now())),
  };
}
