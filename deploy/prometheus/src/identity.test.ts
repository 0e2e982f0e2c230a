import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';

const repository = join(import.meta.dirname, '../../..');
const read = (file: string) => parse(readFileSync(join(repository, file), 'utf8'));

/** The resource attributes that become `job` and `instance`: https://opentelemetry.io/docs/specs/otel/compatibility/prometheus_and_openmetrics/ */
const JOB_AND_INSTANCE = ['service.namespace', 'service.name', 'service.instance.id'];

test('the Collector distinguishes senders by exactly those attributes that become labels in Prometheus', () => {
  const { otlp } = read('deploy/prometheus/prometheus.yml');
  const { connectors, processors } = read('collector/config.yaml');
  const labels = [...JOB_AND_INSTANCE, ...otlp.promote_resource_attributes].sort();
  expect(connectors.span_metrics.resource_metrics_key_attributes.toSorted()).toEqual(labels);
  expect(connectors.span_admission.identifying_attributes.toSorted()).toEqual(labels);
  expect(processors.metric_admission.identifying_attributes.toSorted()).toEqual(labels);
});

test('the span metrics distinguish only what the Collector limits, and have room for all of that', () => {
  const { span_admission: bounded, span_metrics: counted } = read('collector/config.yaml').connectors;
  expect(counted.dimensions).toEqual(bounded.dimensions);
  expect(counted.metrics_expiration).toBe(bounded.max_idle);
  // Each sender has its share even if all others have used theirs up. Its spans that are not distinguished count as one more process.
  const { max_combinations: all, max_senders: senders } = bounded;
  expect(counted.resource_metrics_cache_size).toBeGreaterThan(all + senders * Math.ceil(all / senders) + senders + 1);
});
