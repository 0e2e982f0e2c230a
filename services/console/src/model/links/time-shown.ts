/** How far back a page can look from now. */
export const LASTS = ['5m', '15m', '30m', '1h', '6h', '24h', '7d'] as const;
export type Last = (typeof LASTS)[number];

/** The time that a page looks at: the last so long, or from one moment to another in milliseconds since the epoch. */
export interface TimeShown {
  last?: Last | undefined;
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
const MINUTES = { m: 1, h: 60, d: 24 * 60 };
type Unit = keyof typeof MINUTES;

/** So many minutes, hours or days. */
export type Length = `${number}${Unit}`;

export function minutesOf(length: Length): number {
  return Number.parseInt(length, 10) * MINUTES[length.slice(-1) as Unit];
}

/** What happened, and a little before and after, as far as that has come: clocks differ, and so do the moments at which signals are taken. @param begin in milliseconds since the epoch, as `end` is */
export function around(begin: number, end: number, by = MINUTE_MILLISECONDS): TimeFixed {
  const last = Math.ceil(end);
  return {
    last: undefined,
    from: Math.max(0, Math.floor(begin) - by),
    to: Math.max(last, Math.min(last + by, Date.now())),
  };
}
