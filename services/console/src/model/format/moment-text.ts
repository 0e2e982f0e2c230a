const TO_THE_MILLISECOND = {
  month: 'short',
  day: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
  fractionalSecondDigits: 3,
} as const;
const DAY = { month: 'short', day: 'numeric' } as const;

const moment = withYearWhereOther(TO_THE_MILLISECOND);
const day = withYearWhereOther(DAY);

/** A moment in local time, with its year if it is not the current one. @param at milliseconds since the epoch */
export function momentText(at: number, now = Date.now()): string {
  return isTime(at) ? moment(at, now) : 'unknown time';
}

/** The day of `momentText`, without the time. */
export function dayText(at: number, now = Date.now()): string {
  return isTime(at) ? day(at, now) : 'unknown day';
}

/** A moment in UTC, to the millisecond; undefined for an invalid time. */
export function exactMoment(at: number): string | undefined {
  return isTime(at) ? `${new Date(at).toISOString()} (UTC)` : undefined;
}

/** Creates the formats once, because that takes longer than using them. */
function withYearWhereOther(options: Intl.DateTimeFormatOptions): (at: number, now: number) => string {
  const short = new Intl.DateTimeFormat(undefined, options);
  const long = new Intl.DateTimeFormat(undefined, { ...options, year: 'numeric' });
  const year = (at: number) => new Date(at).getFullYear();
  return (at, now) => (year(at) === year(now) ? short : long).format(at);
}

function isTime(at: number): boolean {
  return !Number.isNaN(new Date(at).getTime());
}
