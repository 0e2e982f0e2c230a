/**
 * PromQL for how much counters have grown, summed by labels. A series that began within the time counts whole: `increase` would leave out what it began
 * with, which in a young stack is all there is.
 * @param selector of counters
 */
export function grown(selector: string, { seconds, by }: { seconds: number; by: string }): string {
  const now = `sum by (${by}) (max_over_time(${selector}[${seconds}s]))`;
  return `clamp_min(${now} - (sum by (${by}) (${selector} offset ${seconds}s) or ${now} * 0), 0)`;
}
