/** The durations of spans in seconds, by name, kind, tool and error. */
export const SPAN_BUCKETS = 'traces_span_metrics_duration_seconds_bucket';

/** A text as a PromQL string. */
export function quoted(text: string): string {
  return JSON.stringify(text);
}

/** A regular expression of PromQL that matches exactly these texts. */
export function oneOf(texts: Iterable<string>): string {
  return quoted([...new Set(texts)].map((text) => text.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&')).join('|'));
}

/** A regular expression of PromQL that matches the jobs of these services, in any namespace. */
export function jobsOf(services: Iterable<string>): string {
  return `"(.+/)?(${oneOf(services).slice(1, -1)})"`;
}

/**
 * PromQL for the growth of counters, summed by labels. A series that began within the time counts in full: `increase` would leave out its first
 * value, which in a young stack is all there is.
 * @param selector a selector of counters
 */
export function grown(selector: string, { seconds, by }: { seconds: number; by: string }): string {
  const now = `sum by (${by}) (max_over_time(${selector}[${seconds}s]))`;
  return `clamp_min(${now} - (sum by (${by}) (${selector} offset ${seconds}s) or ${now} * 0), 0)`;
}
