import type { IncomingMessage, ServerResponse } from 'node:http';
import { type NamedMetric, prometheusName } from '@cortex/telemetry-contract/prometheus-name';
import { PrometheusSerializer } from '@opentelemetry/exporter-prometheus';
import { DataPointType, type MetricData, type MetricReader, type ResourceMetrics } from '@opentelemetry/sdk-metrics';

/** Serves the running SDK's metrics under the names that they have when Prometheus receives them over OTLP. */
export class MetricsEndpoint {
  readonly #serializer = new PrometheusSerializer();
  readonly #reader: MetricReader;

  constructor(reader: MetricReader) {
    this.#reader = reader;
  }

  /**
   * Answers with the metrics that `name[]` in the URL's query selects, or with all, as Prometheus text; with 500 and the reason when they cannot be
   * collected. An empty name selects none and costs nothing, which is all that a scrape for liveness needs.
   */
  async answer(request: Pick<IncomingMessage, 'url'>, response: ServerResponse): Promise<void> {
    try {
      const body = await this.text(request.url);
      response.writeHead(200, { 'content-type': 'text/plain; version=0.0.4; charset=utf-8' }).end(body);
    } catch (error) {
      response
        .writeHead(500, { 'content-type': 'text/plain; charset=utf-8' })
        .end(`# cannot collect metrics: ${error}\n`);
    }
  }

  /** The text of the answer to a request for the URL. Rejects if the metrics cannot be collected. */
  async text(url?: string): Promise<string> {
    const wanted = wantedNames(url);
    if (wanted?.size === 0) return '# no metrics requested\n';
    const { resourceMetrics } = await this.#reader.collect();
    const all = renamed(resourceMetrics);
    return this.#serializer.serialize(wanted === undefined ? all : only(wanted, all));
  }
}

/** @returns undefined when the query has no `name[]`, which selects all metrics */
function wantedNames(url = ''): ReadonlySet<string> | undefined {
  const names = URL.parse(url, 'http://localhost')?.searchParams.getAll('name[]') ?? [];
  return names.length === 0 ? undefined : new Set(names.filter((name) => name !== ''));
}

function only(names: ReadonlySet<string>, { resource, scopeMetrics }: ResourceMetrics): ResourceMetrics {
  const kept = scopeMetrics.map(({ scope, metrics }) => ({
    scope,
    metrics: metrics.filter(({ descriptor }) => names.has(descriptor.name)),
  }));
  return { resource, scopeMetrics: kept };
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
