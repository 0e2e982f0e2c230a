/** The relative time ranges that a page can show. */
export const LASTS = ['5m', '15m', '30m', '1h', '6h', '24h', '7d'] as const;
export type Last = (typeof LASTS)[number];

/** The time range of a page: relative to now, or from one moment to another in milliseconds since the epoch. */
export interface TimeShown {
  last?: Last | undefined;
  from?: number | undefined;
  to?: number | undefined;
}

export interface TimeFixed {
  /** Absent: the range is fixed. */
  last: undefined;
  from: number;
  to: number;
}

const MINUTE_MILLISECONDS = 60_000;
const MINUTES = { m: 1, h: 60, d: 24 * 60 };
type Unit = keyof typeof MINUTES;

/** A number of minutes, hours or days. */
export type Length = `${number}${Unit}`;

export function minutesOf(length: Length): number {
  return Number.parseInt(length, 10) * MINUTES[length.slice(-1) as Unit];
}

/** A fixed range around a time, not beyond now. The margin covers differing clocks, and signals that are collected later. @param begin in milliseconds since the epoch, as is `end` */
export function around(begin: number, end: number, by = MINUTE_MILLISECONDS): TimeFixed {
  const last = Math.ceil(end);
  return {
    last: undefined,
    from: Math.max(0, Math.floor(begin) - by),
    to: Math.max(last, Math.min(last + by, Date.now())),
  };
}
