import type { PrometheusClient, Series, SeriesRange } from '../backends/prometheus.ts';
import { NAME } from '../name.ts';
import { serviceOf } from './explain-trace/gather/subject.ts';
import { callsIn, failuresIn, p95In } from './red-queries.ts';

/** Milliseconds since the epoch, value. */
export type Point = [at: number, value: number];

/** Rate, errors and duration of what a service answered. */
export interface ServiceRed {
  service: string;
  /** In all the time. */
  calls: number;
  failures: number;
  p95Milliseconds: number | undefined;
  /** The same at each step. */
  lines: { perSecond: Point[]; errorShare: Point[]; p95Milliseconds: Point[] };
}

const MOST_STEPS = 60;
const LEAST_STEP_SECONDS = 15;

/** What each service answered, the busiest first. By its own counts of HTTP, in which an open stream is no slow request; by its spans where it has none. */
export async function servicesRed(
  prometheus: PrometheusClient,
  { begin, end }: { begin: number; end: number },
): Promise<ServiceRed[]> {
  const seconds = Math.max(LEAST_STEP_SECONDS, Math.ceil((end - begin) / 1000));
  const stepSeconds = Math.max(LEAST_STEP_SECONDS, Math.ceil(seconds / MOST_STEPS));
  const steps = { begin: begin + stepSeconds * 1000, end, stepSeconds };
  const [calls, failures, p95s, p95] = await Promise.all([
    prometheus.range(callsIn(stepSeconds), steps),
    prometheus.range(failuresIn(stepSeconds), steps),
    prometheus.range(p95In(stepSeconds), steps),
    prometheus.query(p95In(seconds), end),
  ]);
  return calls
    .map((series) => redOf(series, { failures, p95s, p95, stepSeconds }))
    .filter(({ service, calls: all }) => service !== NAME && all > 0)
    .sort((a, b) => b.calls - a.calls);
}

interface Figures {
  failures: SeriesRange[];
  p95s: SeriesRange[];
  p95: Series[];
  stepSeconds: number;
}

function redOf(calls: SeriesRange, { failures, p95s, p95, stepSeconds }: Figures): ServiceRed {
  const mine = <One extends { labels: Series['labels'] }>(all: One[]) =>
    all.find(({ labels }) => nameOf(labels) === nameOf(calls.labels));
  const failed = new Map(mine(failures)?.points);
  const pointsOf = (points: readonly Point[], value: (count: number, seconds: number) => number): Point[] =>
    points
      .map(([seconds, count]): Point => [seconds * 1000, value(count, seconds)])
      .filter(([, one]) => !Number.isNaN(one));
  const whole = mine(p95)?.value;
  return {
    service: nameOf(calls.labels),
    calls: Math.round(sumOf(calls.points)),
    failures: Math.round(sumOf([...failed])),
    p95Milliseconds: whole === undefined || Number.isNaN(whole) ? undefined : whole * 1000,
    lines: {
      perSecond: pointsOf(calls.points, (count) => count / stepSeconds),
      errorShare: pointsOf(calls.points, (count, at) => (failed.get(at) ?? 0) / count),
      p95Milliseconds: pointsOf(mine(p95s)?.points ?? [], (value) => value * 1000),
    },
  };
}

const sumOf = (points: readonly Point[]): number => points.reduce((sum, [, count]) => sum + count, 0);

const nameOf = ({ job = '', service_name }: Series['labels']): string => service_name || serviceOf(job);
