import type { PrometheusClient, Series } from '../backends/prometheus.ts';
import { isMissed, type ObjectiveState } from '../model/alerts/objective-state.ts';
import { serviceOf } from '../model/services/job.ts';

/** The targets that Prometheus' rules record, missed ones first. */
export async function objectivesOf(
  prometheus: PrometheusClient,
  { begin, end }: { begin: number; end: number },
): Promise<ObjectiveState[]> {
  const seconds = Math.ceil((end - begin) / 1000);
  const sumOf = (events: string) => `sum by (slo) (sum_over_time(slo:${events}:rate5m[${seconds}s]))`;
  const [declared, budgets, shares] = await Promise.all([
    prometheus.query(`last_over_time(slo:objective:info[${seconds}s])`, end),
    prometheus.query(`max by (slo) (last_over_time(slo:error_budget[${seconds}s]))`, end),
    prometheus.query(`${sumOf('bad_events')} / (${sumOf('events')} > 0)`, end),
  ]);
  const [budget, bad] = [bySlo(budgets), bySlo(shares)];
  return declared
    .map(({ labels: { slo = '', job = '', meaning = '', target = '' } }): ObjectiveState => {
      const share = bad.get(slo);
      return {
        name: slo,
        service: serviceOf(job),
        meaning,
        target,
        good: share === undefined ? undefined : 1 - share,
        least: 1 - (budget.get(slo) ?? 0),
      };
    })
    .sort((a, b) => Number(isMissed(b)) - Number(isMissed(a)) || (a.name < b.name ? -1 : 1));
}

const bySlo = (series: Series[]) => new Map(series.map(({ labels, value }) => [labels.slo, value]));
