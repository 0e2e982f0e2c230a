import type { SpanNode, Trace } from '@cortex/trace-testing/trace';
import { isFailed } from '../spans/failed.ts';
import { selfTimesIn } from '../spans/times.ts';

/** What spans can be grouped by, besides their attributes and those of their resources. */
export const SPAN_FIELDS = ['service', 'name', 'kind'] as const;

/** Statistics of the spans with the same value. Times are in milliseconds. */
export interface GroupStatistics {
  /** Undefined for spans without a value. */
  value: string | undefined;
  count: number;
  failures: number;
  sum: number;
  /** Excludes the spans' children. */
  self: number;
  p50: number;
  p95: number;
  max: number;
}

export type StatisticsColumn = Exclude<keyof GroupStatistics, 'value'>;

export const STATISTICS_COLUMNS = [
  'count',
  'failures',
  'sum',
  'self',
  'p50',
  'p95',
  'max',
] as const satisfies StatisticsColumn[];

/** @param by a field of {@link SPAN_FIELDS}, or the name of an attribute */
export function traceStatistics({ spans }: Trace, by: string): GroupStatistics[] {
  const selfTime = selfTimesIn(spans);
  return [...Map.groupBy(spans, (span) => groupOf(span, by))].map(([value, members]) => ({
    value,
    ...statisticsOf(members),
    self: members.reduce((sum, span) => sum + selfTime(span), 0) / 1000,
  }));
}

/** The names of attributes, the most frequent first. */
export function attributeNames({ spans }: Trace): string[] {
  const counts = new Map<string, number>();
  const count = (names: object, times: number) => {
    for (const name of Object.keys(names)) counts.set(name, (counts.get(name) ?? 0) + times);
  };
  const resources = new Map<object, number>();
  for (const { attributes, resource } of spans) {
    count(attributes, 1);
    resources.set(resource, (resources.get(resource) ?? 0) + 1);
  }
  for (const [resource, times] of resources) count(resource, times);
  return [...counts].sort(([, a], [, b]) => b - a).map(([name]) => name);
}

function groupOf(span: SpanNode, by: string): string | undefined {
  if ((SPAN_FIELDS as readonly string[]).includes(by)) return span[by as (typeof SPAN_FIELDS)[number]];
  const value = span.attributes[by] ?? span.resource[by];
  return value === undefined ? undefined : String(value);
}

function statisticsOf(spans: readonly SpanNode[]): Omit<GroupStatistics, 'value' | 'self'> {
  const durations = spans.map(({ durationMicroseconds }) => durationMicroseconds / 1000).sort((a, b) => a - b);
  // The nearest rank, which is the duration of an actual span.
  const quantile = (share: number) => durations[Math.max(0, Math.ceil(share * durations.length) - 1)] ?? 0;
  return {
    count: spans.length,
    failures: spans.filter(isFailed).length,
    sum: durations.reduce((sum, one) => sum + one, 0),
    p50: quantile(0.5),
    p95: quantile(0.95),
    max: durations.at(-1) ?? 0,
  };
}
