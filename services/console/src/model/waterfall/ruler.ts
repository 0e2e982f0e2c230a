import type { Interval } from '../spans/interval.ts';

export interface Tick {
  /** The position, as a fraction of the visible time. */
  left: number;
  /** The time since the begin of the trace. */
  label: string;
}

const ABOUT = 5;
const FACTORS = [1, 2, 5, 10];
const SHORTEST_UNIT = { name: 'µs', microseconds: 1 };
const UNITS = [{ name: 's', microseconds: 1_000_000 }, { name: 'ms', microseconds: 1000 }, SHORTEST_UNIT];

/** Round times within the visible time, with enough digits to distinguish them. */
export function ticksOf(shown: Interval, begin: number): Tick[] {
  const length = shown.end - shown.begin;
  if (length <= 0) return [{ left: 0, label: '0' }];
  const rough = length / ABOUT;
  const decade = 10 ** Math.floor(Math.log10(rough));
  const step = Math.max(1, decade * (FACTORS.find((factor) => decade * factor >= rough) ?? 10));
  const first = Math.ceil((shown.begin - begin) / step);
  const last = Math.floor((shown.end - begin) / step);
  const unit = UNITS.find(({ microseconds }) => last * step >= microseconds) ?? SHORTEST_UNIT;
  const digits = Math.max(0, Math.ceil(Math.log10(unit.microseconds / step)));
  return Array.from({ length: last - first + 1 }, (_, index) => {
    const since = (first + index) * step;
    const label = since === 0 ? '0' : `${(since / unit.microseconds).toFixed(digits)} ${unit.name}`;
    return { left: (begin + since - shown.begin) / length, label };
  });
}
