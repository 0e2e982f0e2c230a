import type { FoundSpans } from './found-spans.ts';
import type { SearchedTime } from './search-in-parts.ts';

/** A time range for which searching a service's traces takes very long. */
export interface HeavyTime extends SearchedTime {
  service: string;
  /** The very large trace in it, if it was found. */
  found?: FoundSpans;
}

/** Not longer, because the search may have been slow for another reason, and a large trace may have grown. */
const REMEMBERED_MILLISECONDS = 120_000;
/** A search that covers at least this share of heavy times is meant for them. */
const NEARLY_ALL = 0.9;
const MOST_REMEMBERED = 50;

/** Remembers heavy times. A page that refreshes would search them again and again, and keep the backend from everything else. */
export class HeavyTimes {
  readonly #now: () => number;
  #known: (HeavyTime & { until: number })[] = [];

  constructor(now: () => number) {
    this.#now = now;
  }

  remember(heavy: HeavyTime): void {
    const others = this.#known.filter(
      ({ service, begin, end }) => service !== heavy.service || begin > heavy.end || end < heavy.begin,
    );
    const until = this.#now() + REMEMBERED_MILLISECONDS;
    this.#known = [...others, { ...heavy, until }].slice(-MOST_REMEMBERED);
  }

  /** The heavy times within a range, oldest first; none if they would leave hardly anything of it. */
  within(service: string, time: SearchedTime): HeavyTime[] {
    this.#known = this.#known.filter(({ until }) => until > this.#now());
    const own = this.#known
      .filter((one) => one.service === service && one.begin < time.end && one.end > time.begin)
      .sort((a, b) => a.begin - b.begin);
    const covered = own.reduce((sum, one) => sum + Math.min(one.end, time.end) - Math.max(one.begin, time.begin), 0);
    return covered > (time.end - time.begin) * NEARLY_ALL ? [] : own;
  }
}

/** The rest of a range, oldest first. @param heavy oldest first */
export function without(time: SearchedTime, heavy: readonly SearchedTime[]): SearchedTime[] {
  const begins = [time.begin, ...heavy.map(({ end }) => end)];
  const ends = [...heavy.map(({ begin }) => begin), time.end];
  return begins.map((begin, index) => ({ begin, end: ends[index] as number })).filter(({ begin, end }) => begin < end);
}
