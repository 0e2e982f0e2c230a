import type { Backends } from '../backends/backends.ts';
import type { Exemplar } from '../backends/prometheus.ts';
import { traceIdIn } from '../model/search/trace-id-in.ts';
import { Settled } from './settled.ts';

/** The most series in one answer. */
const MOST_SERIES = 50;
/** The most exemplars in one answer, the highest values first. */
const MOST_EXEMPLARS = 200;
const TRACE_LABELS = ['trace_id', 'traceID'];
const SPAN_LABELS = ['span_id', 'spanID'];

export interface MetricsQuestion {
  /** An expression of PromQL. */
  query: string;
  /** Milliseconds since the epoch. */
  begin: number;
  end: number;
  stepSeconds: number;
  /** Whether exemplars are queried too. */
  withExemplars: boolean;
}

export interface MetricSeries {
  labels: Record<string, string>;
  /** Null if it is not a number. */
  points: [seconds: number, value: number | null][];
}

/** A value with the trace in which it was measured. */
export interface TracedValue {
  labels: Record<string, string>;
  traceId: string;
  spanId?: string | undefined;
  value: number;
  /** Milliseconds since the epoch. */
  at: number;
}

export interface MetricsOverTime {
  series: MetricSeries[];
  /** Whether Prometheus has more series. */
  hasMoreSeries: boolean;
  /** The highest values first. */
  exemplars: TracedValue[];
  /** How many exemplars there are, including those that were left out. */
  exemplarsFound: number;
  /** Reasons why exemplars could not be queried. */
  away: string[];
}

/** The values of an expression over time, with the traces behind them. */
export async function metricsOverTime(
  { prometheus }: Pick<Backends, 'prometheus'>,
  { query, begin, end, stepSeconds, withExemplars }: MetricsQuestion,
): Promise<MetricsOverTime> {
  const settled = new Settled();
  const [found, exemplars] = await Promise.all([
    // One more series than shown reveals whether there are more.
    prometheus.range(query, { ...alignedTo(stepSeconds, { begin, end }), stepSeconds, mostSeries: MOST_SERIES + 1 }),
    withExemplars ? settled.orNone(prometheus.exemplars(query, { begin, end }), []) : [],
  ]);
  const traced = exemplars.flatMap(tracedValue).sort((a, b) => b.value - a.value);
  return {
    series: found.slice(0, MOST_SERIES).map(({ labels, points }) => ({
      labels,
      points: points.map(([seconds, value]) => [seconds, Number.isFinite(value) ? value : null]),
    })),
    hasMoreSeries: found.length > MOST_SERIES,
    exemplars: traced.slice(0, MOST_EXEMPLARS),
    exemplarsFound: traced.length,
    away: settled.away,
  };
}

/** Aligns a range to whole steps, so that consecutive queries have values at the same times. */
function alignedTo(stepSeconds: number, { begin, end }: Pick<MetricsQuestion, 'begin' | 'end'>) {
  const step = stepSeconds * 1000;
  return { begin: Math.floor(begin / step) * step, end: Math.floor(end / step) * step };
}

function tracedValue({ labels, ownLabels, value, at }: Exemplar): TracedValue[] {
  const traceId = traceIdIn(firstOf(ownLabels, TRACE_LABELS) ?? '');
  if (traceId === undefined || !Number.isFinite(value)) return [];
  return [{ labels, traceId, spanId: firstOf(ownLabels, SPAN_LABELS), value, at }];
}

function firstOf(labels: Record<string, string>, names: string[]): string | undefined {
  return names.map((name) => labels[name]).find((value) => value !== undefined);
}
