import type { SpanNode } from '@cortex/trace-testing/trace';
import { operationOf } from '../../model/baseline.ts';
import { duration } from '../../model/text.ts';
import type { View } from './view.ts';

export interface Comparison {
  /** E.g. `24 times its usual 12 ms`. */
  text: string;
  numbers: { usualMilliseconds: number; p95Milliseconds: number; timesUsual: number };
}

/** A span counts as slow from so many times its usual time on, if it is beyond what 95 % take, too. */
const SLOW_TIMES = 3;

/** How a span compares with others of its operation; undefined when it is as usual, or nothing is known. */
export function comparison(span: SpanNode, { baselines }: Pick<View, 'baselines'>): Comparison | undefined {
  const baseline = baselines.get(operationOf(span));
  if (baseline === undefined || baseline.medianMilliseconds === 0) return undefined;
  const { medianMilliseconds, p95Milliseconds } = baseline;
  const took = span.durationMicroseconds / 1000;
  const times = took / medianMilliseconds;
  if (times < SLOW_TIMES || took <= p95Milliseconds) return undefined;
  const said = times < 10 ? times.toFixed(1) : String(Math.round(times));
  return {
    text: `${said} times its usual ${duration(medianMilliseconds)}`,
    numbers: { usualMilliseconds: medianMilliseconds, p95Milliseconds, timesUsual: times },
  };
}
