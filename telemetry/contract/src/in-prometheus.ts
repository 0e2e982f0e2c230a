import { prometheusName } from './prometheus-name.ts';
import type { DeclaredMetric } from './schema.ts';

const KINDS = { counter: 'counter', gauge: 'gauge', histogram: 'other', updowncounter: 'other' } as const;

/** The name of a declared metric in Prometheus. A histogram's series append `_bucket`, `_count` and `_sum` to it. */
export function inPrometheus(name: string, { unit, instrument }: DeclaredMetric): string {
  return prometheusName({ name, unit, kind: KINDS[instrument] });
}

/** The name of the Prometheus label that an attribute becomes. */
export function labelOf(attribute: string): string {
  return attribute.replace(/[^A-Za-z0-9_]/g, '_');
}
