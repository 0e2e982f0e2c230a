import type { PrometheusClient, SeriesRange } from '../../backends/prometheus.ts';
import { thresholdOf } from '../../model/alerts/threshold.ts';
import { QuestionError } from '../question-error.ts';

export interface AlertGraph {
  expression: string;
  threshold: number | undefined;
  /** Those that match the labels come first. */
  series: SeriesRange[];
}

const POINTS = 120;
const MOST_SERIES = 8;
const FEWEST_STEP_SECONDS = 5;

/** The values of a rule's expression over time. Only expressions of existing rules are evaluated, never one from a page. Rejects for an unknown rule. */
export async function alertGraph(
  prometheus: PrometheusClient,
  { name, labels, begin, end }: { name: string; labels: Record<string, string>; begin: number; end: number },
): Promise<AlertGraph> {
  const rule = (await prometheus.alertRules()).find((one) => one.name === name);
  if (rule === undefined)
    throw new QuestionError(`Prometheus has no alert rule named ${name.slice(0, 100)}: was it renamed?`);
  const { measured, threshold } = thresholdOf(rule.query);
  const stepSeconds = Math.max(FEWEST_STEP_SECONDS, Math.ceil((end - begin) / 1000 / POINTS));
  const series = await prometheus.range(measured, { begin, end, stepSeconds });
  const fitting = series.filter((one) => fits(one, labels));
  return {
    expression: rule.query,
    threshold,
    series: (fitting.length > 0 ? fitting : series).slice(0, MOST_SERIES),
  };
}

/** Whether a series has no labels that contradict the alert's. */
function fits({ labels: { __name__, ...own } }: SeriesRange, labels: Record<string, string>): boolean {
  return Object.entries(own).every(([name, value]) => labels[name] === undefined || labels[name] === value);
}
