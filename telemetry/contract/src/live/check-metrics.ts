import { inPrometheus, labelOf } from '../in-prometheus.ts';
import type { Contract, DeclaredMetric } from '../schema.ts';
import type { Findings } from './findings.ts';

type Labels = Record<string, string>;

/** Series that Prometheus itself makes, recording rules included. */
const OF_PROMETHEUS = /^(?:up|ALERTS|ALERTS_FOR_STATE|scrape_.*|.*:.*)$/;
const HISTOGRAM_SUFFIX = /_(?:bucket|count|sum)$/;

interface Declared {
  key: string;
  metric: DeclaredMetric;
}

/** Checks the series of a Prometheus against the contract. @param series the labels of each series, with its name as `__name__` */
export function checkMetrics(contract: Contract, series: Labels[]): Findings {
  const declared = byPrometheusName(contract);
  const common = new Set(['__name__', 'job', 'instance', ...promotedLabels(contract)]);
  const values = new DistinctValues(contract);
  const violations = new Set<string>();
  const seen = new Set<string>();
  for (const { __name__: name = '', ...labels } of series) {
    if (OF_PROMETHEUS.test(name)) continue;
    if (name === 'target_info') {
      for (const fault of strangeResource(contract, labels)) violations.add(fault);
      continue;
    }
    const found = declared.get(name) ?? declared.get(name.replace(HISTOGRAM_SUFFIX, ''));
    if (found === undefined) {
      violations.add(`metric ${name} of ${labels.job} is not declared`);
      continue;
    }
    seen.add(found.key);
    for (const [label, value] of Object.entries(labels)) {
      if (common.has(label) || (label === 'le' && found.metric.instrument === 'histogram')) continue;
      const fault = values.faultOf(found, { label, value, of: labels.instance ?? labels.server ?? '' });
      if (fault !== undefined) violations.add(fault);
    }
  }
  return { violations: [...violations], seen };
}

function byPrometheusName({ metrics, collector_metrics }: Contract): Map<string, Declared> {
  const all = [...Object.entries(metrics), ...Object.entries(collector_metrics)];
  return new Map(all.map(([key, metric]) => [inPrometheus(key, metric), { key, metric }]));
}

function promotedLabels({ resource_attributes }: Contract): string[] {
  return Object.values(resource_attributes).flatMap(({ label }) => label ?? []);
}

function strangeResource({ resource_attributes }: Contract, { job, instance, ...labels }: Labels): string[] {
  const known = new Set(Object.keys(resource_attributes).map(labelOf));
  const strange = Object.keys(labels).filter((label) => !known.has(label));
  return strange.map((label) => `resource attribute ${label} of ${job} is not declared`);
}

interface LabelValue {
  label: string;
  value: string;
  /** The instance that emits the series; the limit on distinct values applies to each instance by itself. */
  of: string;
}

/** Checks label values against the declared ones, and counts the distinct values of each label against its limit. */
class DistinctValues {
  readonly #contract: Contract;
  readonly #seen = new Map<string, Set<string>>();

  constructor(contract: Contract) {
    this.#contract = contract;
  }

  faultOf({ key, metric }: Declared, { label, value, of }: LabelValue): string | undefined {
    const name = metric.attributes.find((attribute) => labelOf(attribute) === label);
    if (name === undefined) return `${key}: label ${label} is not declared`;
    const { values: ofAttribute, limit = Number.POSITIVE_INFINITY } = this.#contract.attributes[name] ?? {};
    const allowed = metric.values[name] ?? ofAttribute;
    if (allowed !== undefined && !allowed.includes(value)) return `${key}: ${label} is "${value}", allowed: ${allowed}`;
    const seen = this.#seen.get(`${key} ${label} ${of}`) ?? new Set();
    this.#seen.set(`${key} ${label} ${of}`, seen.add(value));
    return seen.size > limit ? `${key}: ${label} has more than ${limit} values` : undefined;
  }
}
