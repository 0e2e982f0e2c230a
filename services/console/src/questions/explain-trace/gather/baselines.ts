import type { SpanKindName, SpanNode } from '@cortex/trace-testing/trace';
import type { PrometheusClient, Series } from '../../../backends/prometheus.ts';
import { type Baseline, baselineOf, type OperationKey, operationOf } from '../../../model/metrics/baseline.ts';
import type { Bucket } from '../../../model/metrics/histogram.ts';
import { oneOf, SPAN_BUCKETS } from '../../../model/metrics/promql.ts';
import { serviceOf } from '../../../model/services/job.ts';
import { timeOnPath } from '../../../model/trace/critical-path.ts';
import { pathOfWorks } from '../../../model/trace/requests.ts';
import { boundOf } from '../../bound-of.ts';
import type { Subject } from './subject.ts';

/** The span metrics connector's names, for seconds and for milliseconds, which are its default. */
const METRICS = [
  { name: SPAN_BUCKETS, inMilliseconds: 1000 },
  { name: 'traces_span_metrics_duration_milliseconds_bucket', inMilliseconds: 1 },
];
/** Further operations hardly contribute to the duration. */
const MOST_OPERATIONS = 40;
const KIND = /^SPAN_KIND_/;

/** The usual durations, before the trace began, of the operations that it waited for. */
export async function baselinesOf(
  subject: Subject,
  prometheus: PrometheusClient,
): Promise<Map<OperationKey, Baseline>> {
  const names = new Set(longestOnPath(subject).map(({ name }) => name));
  for (const { name, inMilliseconds } of METRICS) {
    const selector = `${name}{span_name=~${oneOf(names)}}`;
    const query = `sum by (job, service_name, span_name, span_kind, le) (last_over_time(${selector}[15m]))`;
    const series = await prometheus.query(query, subject.begin);
    if (series.length > 0) return toBaselines(series, inMilliseconds);
  }
  return new Map();
}

function longestOnPath({ trace }: Subject): SpanNode[] {
  const onPath = timeOnPath(pathOfWorks(trace));
  return [...onPath.keys()].slice(0, MOST_OPERATIONS);
}

function toBaselines(series: Series[], inMilliseconds: number): Map<OperationKey, Baseline> {
  const groups = Map.groupBy(series, ({ labels }) => keyOf(labels));
  const baselines = new Map<OperationKey, Baseline>();
  for (const [key, members] of groups) {
    const buckets = members.map(({ labels, value }): Bucket => [boundOf(labels.le) * inMilliseconds, value]);
    const baseline = baselineOf(buckets);
    if (baseline !== undefined) baselines.set(key, baseline);
  }
  return baselines;
}

function keyOf({ job = '', service_name, span_name = '', span_kind = '' }: Record<string, string>): OperationKey {
  const kind = span_kind.replace(KIND, '') as SpanKindName;
  return operationOf({ service: service_name || serviceOf(job), kind, name: span_name });
}
