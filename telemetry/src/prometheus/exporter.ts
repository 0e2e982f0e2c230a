import type { ServerResponse } from 'node:http';
import { PrometheusSerializer } from '@opentelemetry/exporter-prometheus';
import { DataPointType, type MetricData, type MetricReader, type ResourceMetrics } from '@opentelemetry/sdk-metrics';
import { type NamedMetric, prometheusName } from './metric-name.ts';

/** Serves the running SDK's metrics under the names that they have when Prometheus receives them by OTLP. */
export class MetricsEndpoint {
  readonly #serializer = new PrometheusSerializer();
  readonly #reader: MetricReader;

  constructor(reader: MetricReader) {
    this.#reader = reader;
  }

  /** Answers with the Prometheus text of all metrics; 500 with the reason when they cannot be collected. */
  async answer(response: ServerResponse): Promise<void> {
    try {
      const { resourceMetrics } = await this.#reader.collect();
      const body = this.#serializer.serialize(renamed(resourceMetrics));
      response.writeHead(200, { 'content-type': 'text/plain; version=0.0.4; charset=utf-8' }).end(body);
    } catch (error) {
      response
        .writeHead(500, { 'content-type': 'text/plain; charset=utf-8' })
        .end(`# cannot collect metrics: ${error}\n`);
    }
  }
}

function renamed(resourceMetrics: ResourceMetrics): ResourceMetrics {
  const descriptions = new Map<string, string>();
  const rename = (metric: MetricData): MetricData => {
    const { name, unit, description } = metric.descriptor;
    const translated = prometheusName({ name, unit, kind: kindOf(metric) });
    // Two instrumentations may describe one metric in different words, and a family has only one HELP line.
    if (!descriptions.has(translated)) descriptions.set(translated, description);
    const help = descriptions.get(translated) ?? description;
    return { ...metric, descriptor: { ...metric.descriptor, name: translated, unit: '', description: help } };
  };
  return {
    ...resourceMetrics,
    scopeMetrics: resourceMetrics.scopeMetrics.map(({ scope, metrics }) => ({ scope, metrics: metrics.map(rename) })),
  };
}

function kindOf(metric: MetricData): NamedMetric['kind'] {
  if (metric.dataPointType === DataPointType.GAUGE) return 'gauge';
  return metric.dataPointType === DataPointType.SUM && metric.isMonotonic ? 'counter' : 'other';
}
