import type { FoundSpans } from './found-spans.ts';
import type { SearchedTime } from './search-in-parts.ts';

/** A time in which a search for what a service did takes very long. */
export interface HeavyTime extends SearchedTime {
  service: string;
  /** The very large trace that is there, where it was found. */
  found?: FoundSpans;
}

/** Something may have been slow for another reason, and a large trace may have grown. */
const REMEMBERED_MILLISECONDS = 120_000;
/** A search for at least this share of a heavy time is a search for that time. */
const NEARLY_ALL = 0.9;
const MOST_REMEMBERED = 50;

/** What took very long lately. Asked for again, as a page does that shows what is new, it would keep the backend from all else. */
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

  /** The heavy times within a time range, the oldest first: none if they would leave hardly any of it. */
  within(service: string, time: SearchedTime): HeavyTime[] {
    this.#known = this.#known.filter(({ until }) => until > this.#now());
    const own = this.#known
      .filter((one) => one.service === service && one.begin < time.end && one.end > time.begin)
      .sort((a, b) => a.begin - b.begin);
    const covered = own.reduce((sum, one) => sum + Math.min(one.end, time.end) - Math.max(one.begin, time.begin), 0);
    return covered > (time.end - time.begin) * NEARLY_ALL ? [] : own;
  }
}

/** What is left of a time, the oldest first. @param heavy likewise */
export function without(time: SearchedTime, heavy: readonly SearchedTime[]): SearchedTime[] {
  const begins = [time.begin, ...heavy.map(({ end }) => end)];
  const ends = [...heavy.map(({ begin }) => begin), time.end];
  return begins.map((begin, index) => ({ begin, end: ends[index] as number })).filter(({ begin, end }) => begin < end);
}
