import { prometheusName } from './prometheus-name.ts';
import type { DeclaredMetric } from './schema.ts';

const KINDS = { counter: 'counter', gauge: 'gauge', histogram: 'other', updowncounter: 'other' } as const;

/** The name of a declared metric in Prometheus; a histogram's series have suffixes to it. */
export function inPrometheus(name: string, { unit, instrument }: DeclaredMetric): string {
  return prometheusName({ name, unit, kind: KINDS[instrument] });
}

/** The label that an attribute becomes. */
export function labelOf(attribute: string): string {
  return attribute.replace(/[^A-Za-z0-9_]/g, '_');
}
