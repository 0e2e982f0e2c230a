import type { SpanNode } from '@cortex/trace-testing/trace';
import { duration } from '../../model/format/text.ts';
import { operationOf } from '../../model/metrics/baseline.ts';
import type { Quantile } from '../../model/metrics/histogram.ts';
import type { View } from './view.ts';

export interface Comparison {
  /** E.g. `24 times its usual 12 ms`. */
  text: string;
  /** How much longer than usual the span took, at least. */
  beyondMilliseconds: number;
  numbers: Record<string, number>;
}

/** The factor to the usual time from which a span counts as slow, if it is also beyond the 95th percentile. */
const SLOW_TIMES = 3;

/** Compares a span with others of its operation; undefined when it is not slower, or its usual time is unknown. */
export function comparison(span: SpanNode, { baselines }: Pick<View, 'baselines'>): Comparison | undefined {
  const baseline = baselines.get(operationOf(span));
  const bound = baseline?.median.to;
  // Beyond the highest bound of the histogram the usual duration is unknown.
  if (baseline === undefined || bound === undefined) return undefined;
  const { median, p95 } = baseline;
  const took = span.durationMicroseconds / 1000;
  const usual = isBelowAll(median) ? bound : median.milliseconds;
  const times = took / usual;
  if (!(times >= SLOW_TIMES) || took <= p95.milliseconds) return undefined;
  const said = times < 10 ? times.toFixed(1) : String(Math.round(times));
  const known = isBelowAll(median)
    ? {
        text: `at least ${said} times its usual time of less than ${duration(usual)}`,
        name: 'usualBelowMilliseconds',
      }
    : { text: `${said} times its usual ${duration(usual)}`, name: 'usualMilliseconds' };
  return {
    text: known.text,
    beyondMilliseconds: took - usual,
    numbers: {
      [known.name]: usual,
      ...(!isBelowAll(p95) && { p95Milliseconds: p95.milliseconds }),
      timesUsual: times,
    },
  };
}

/** Whether a quantile is in the histogram's first bucket, so that only its upper bound is known. */
function isBelowAll({ from }: Quantile): boolean {
  return from === 0;
}
