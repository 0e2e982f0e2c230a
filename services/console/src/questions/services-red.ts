import type { PrometheusClient, Series, SeriesRange } from '../backends/prometheus.ts';
import { serviceOf } from '../model/services/job.ts';
import { NAME } from '../name.ts';
import { callsIn, failuresIn, p95In } from './red-queries.ts';

/** Rate, errors and duration of the requests of a service. */
export interface ServiceRed {
  service: string;
  /** The number of calls in the whole time range. */
  calls: number;
  failures: number;
  p95Milliseconds: number | undefined;
  /** The same at each step; null if nothing was measured. */
  lines: Record<'perSecond' | 'errorShare' | 'p95Milliseconds', (number | null)[]>;
}

const MOST_STEPS = 60;
const LEAST_STEP_SECONDS = 15;

/** The figures of each service, the busiest first. From its own HTTP metrics, in which an open stream is not a slow request, or else from its spans. */
export async function servicesRed(
  prometheus: PrometheusClient,
  { begin, end }: { begin: number; end: number },
): Promise<ServiceRed[]> {
  const seconds = Math.max(LEAST_STEP_SECONDS, Math.ceil((end - begin) / 1000));
  const stepSeconds = Math.max(LEAST_STEP_SECONDS, Math.ceil(seconds / MOST_STEPS));
  const steps: Steps = { begin: begin + stepSeconds * 1000, end, stepSeconds };
  const [calls, failures, p95s, p95] = await Promise.all([
    prometheus.range(callsIn(stepSeconds), steps),
    prometheus.range(failuresIn(stepSeconds), steps),
    prometheus.range(p95In(stepSeconds), steps),
    prometheus.query(p95In(seconds), end),
  ]);
  const red = redOf({ failures, p95s, p95, steps });
  return calls
    .map(red)
    .filter(({ service, calls: all }) => service !== NAME && all > 0)
    .sort((a, b) => b.calls - a.calls);
}

interface Steps {
  begin: number;
  end: number;
  stepSeconds: number;
}

interface Figures {
  failures: SeriesRange[];
  p95s: SeriesRange[];
  p95: Series[];
  steps: Steps;
}

function redOf({ failures, p95s, p95, steps }: Figures): (calls: SeriesRange) => ServiceRed {
  return ({ labels, points }) => {
    const service = nameOf(labels);
    const isMine = (series: { labels: Series['labels'] }) => nameOf(series.labels) === service;
    const counts = valuesOf(points, steps);
    const failed = valuesOf(failures.find(isMine)?.points, steps);
    const seconds = p95.find(isMine)?.value ?? Number.NaN;
    return {
      service,
      calls: Math.round(sumOf(counts)),
      failures: Math.round(sumOf(failed)),
      p95Milliseconds: Number.isNaN(seconds) ? undefined : seconds * 1000,
      lines: {
        perSecond: counts.map((count) => count && count / steps.stepSeconds),
        errorShare: counts.map((count, index) => (count ? (failed[index] ?? 0) / count : null)),
        p95Milliseconds: valuesOf(p95s.find(isMine)?.points, steps).map((value) => value && value * 1000),
      },
    };
  };
}

/** Fills in null at steps without data, which Prometheus leaves out. */
function valuesOf(points: SeriesRange['points'] = [], { begin, end, stepSeconds }: Steps): (number | null)[] {
  const values = Array<number | null>(Math.max(0, Math.floor((end - begin) / 1000 / stepSeconds) + 1)).fill(null);
  for (const [seconds, value] of points) {
    if (!Number.isNaN(value)) values[Math.round((seconds - begin / 1000) / stepSeconds)] = value;
  }
  return values;
}

const sumOf = (values: readonly (number | null)[]): number =>
  values.reduce<number>((sum, value) => sum + (value ?? 0), 0);

const nameOf = ({ job = '', service_name }: Series['labels']): string => service_name || serviceOf(job);
