import type { LogHits, LogStoreClient } from '../../backends/log-store.ts';
import { LOG_LEVELS, type LogLevel, levelOf } from '../../model/logs/level.ts';
import { conditionsOf, type LinesAsked } from './conditions.ts';

/** The number of matching lines in a time step. */
export interface LogBar {
  /** Milliseconds since the epoch. */
  at: number;
  counts: Record<LogLevel | 'other', number>;
}

export interface LogHistogram {
  stepMilliseconds: number;
  bars: LogBar[];
  total: number;
}

const HISTOGRAM_BARS = 60;
const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
/** Round lengths of a bar. */
const STEPS = [
  ...[1, 2, 5, 10, 15, 30].map((seconds) => seconds * SECOND),
  ...[1, 2, 5, 10, 15, 30].map((minutes) => minutes * MINUTE),
  ...[1, 2, 3, 6, 12, 24].map((hours) => hours * HOUR),
];

/** A histogram needs a limited time range. */
type Counted = LinesAsked & { begin: number; end: number };

/** The number of matching lines over time, by level. */
export async function logHistogram(store: LogStoreClient, asked: Counted): Promise<LogHistogram> {
  const stepMilliseconds = stepOf(asked.end - asked.begin);
  const hits = await store.hits({ query: asked.query, conditions: conditionsOf(asked), stepMilliseconds });
  const bars = emptyBars(asked, stepMilliseconds);
  for (const one of hits) count(one, bars);
  const total = [...bars.values()].reduce((sum, { counts }) => sum + totalOf(counts), 0);
  return { stepMilliseconds, bars: [...bars.values()], total };
}

/** The shortest step that keeps the histogram within its number of bars. */
function stepOf(milliseconds: number): number {
  const last = STEPS.at(-1) as number;
  return STEPS.find((step) => milliseconds / step <= HISTOGRAM_BARS) ?? last;
}

function emptyBars({ begin, end }: Counted, step: number): Map<number, LogBar> {
  const bars = new Map<number, LogBar>();
  for (let at = Math.floor(begin / step) * step; at <= end; at += step)
    bars.set(at, { at, counts: { error: 0, warn: 0, info: 0, debug: 0, other: 0 } });
  return bars;
}

function count({ level, counts }: LogHits, bars: ReadonlyMap<number, LogBar>): void {
  const known = levelOf(level) ?? 'other';
  for (const [at, lines] of counts) {
    const bar = bars.get(at);
    if (bar !== undefined) bar.counts[known] += lines;
  }
}

function totalOf(counts: LogBar['counts']): number {
  return LOG_LEVELS.reduce((sum, level) => sum + counts[level], counts.other);
}
