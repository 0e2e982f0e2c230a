import { oneOf } from '@cortex/instrumentation-mcp/internal';
import { OTLPMetricExporterBase } from '@opentelemetry/exporter-metrics-otlp-http';
import { createOtlpNetworkExportDelegate, OTLPExporterBase } from '@opentelemetry/otlp-exporter-base';
import { convertLegacyHttpOptions, createOtlpHttpExporterMetrics } from '@opentelemetry/otlp-exporter-base/node-http';
import {
  type IExporterMetricsHelper,
  type ISerializer,
  JsonLogsSerializer,
  JsonMetricsSerializer,
  JsonTraceSerializer,
  LogsExporterMetricsHelper,
  MetricsExporterMetricsHelper,
  ProtobufLogsSerializer,
  ProtobufMetricsSerializer,
  ProtobufTraceSerializer,
  TraceExporterMetricsHelper,
} from '@opentelemetry/otlp-transformer';
import type { LogRecordExporter } from '@opentelemetry/sdk-logs';
import {
  type AggregationSelector,
  AggregationType,
  InstrumentType,
  type PushMetricExporter,
} from '@opentelemetry/sdk-metrics';
import type { SpanExporter } from '@opentelemetry/sdk-trace';
import { type Protocol, protocolOf } from '../protocol.ts';
import { boundSerializer } from '../requests/bound-requests.ts';
import { otlpTransport } from './transport.ts';

const CONTENT_TYPES: Record<Protocol, string> = {
  'http/json': 'application/json',
  'http/protobuf': 'application/x-protobuf',
};

/** How many requests of a signal may wait for an answer. Each holds memory while the Collector does not answer, so a further batch is dropped and counted. */
const MAX_UNANSWERED = 10;

/**
 * Creates OpenTelemetry's OTLP span exporter with our own transport. Its settings are `OTEL_EXPORTER_OTLP_*`. The exporters of spans and log records
 * need `boundRequests`, because their serializers throw for requests that are too large.
 */
export function otlpTraceExporter(): SpanExporter {
  return new OTLPExporterBase(
    delegateOf({
      signal: 'traces',
      serializers: {
        'http/json': boundSerializer(JsonTraceSerializer),
        'http/protobuf': boundSerializer(ProtobufTraceSerializer),
      },
      metricsHelper: TraceExporterMetricsHelper,
    }),
  );
}

export function otlpLogExporter(): LogRecordExporter {
  return new OTLPExporterBase(
    delegateOf({
      signal: 'logs',
      serializers: {
        'http/json': boundSerializer(JsonLogsSerializer),
        'http/protobuf': boundSerializer(ProtobufLogsSerializer),
      },
      metricsHelper: LogsExporterMetricsHelper,
    }),
  );
}

export function otlpMetricExporter(timeoutMillis: number): PushMetricExporter {
  return new OTLPMetricExporterBase(
    delegateOf({
      signal: 'metrics',
      serializers: { 'http/json': JsonMetricsSerializer, 'http/protobuf': ProtobufMetricsSerializer },
      metricsHelper: MetricsExporterMetricsHelper,
      timeoutMillis,
    }),
    { aggregationPreference: aggregationPreference() },
  );
}

/** The aggregation of `OTEL_EXPORTER_OTLP_METRICS_DEFAULT_HISTOGRAM_AGGREGATION`, which OpenTelemetry's exporter does not read. */
function aggregationPreference(): AggregationSelector {
  const wanted = oneOf({
    names: ['OTEL_EXPORTER_OTLP_METRICS_DEFAULT_HISTOGRAM_AGGREGATION'],
    choices: ['explicit_bucket_histogram', 'base2_exponential_bucket_histogram'],
  });
  const isExponential = wanted === 'base2_exponential_bucket_histogram';
  return (type) => ({
    type:
      isExponential && type === InstrumentType.HISTOGRAM
        ? AggregationType.EXPONENTIAL_HISTOGRAM
        : AggregationType.DEFAULT,
  });
}

interface Parts<Batch, Response> {
  readonly signal: 'traces' | 'logs' | 'metrics';
  readonly serializers: Record<Protocol, ISerializer<Batch, Response>>;
  readonly metricsHelper: IExporterMetricsHelper<Batch>;
  readonly timeoutMillis?: number;
}

function delegateOf<Batch, Response>({ signal, serializers, metricsHelper, timeoutMillis }: Parts<Batch, Response>) {
  const protocol = protocolOf(signal);
  const contentType = CONTENT_TYPES[protocol];
  const options = convertLegacyHttpOptions(
    { concurrencyLimit: MAX_UNANSWERED, ...(timeoutMillis !== undefined && { timeoutMillis }) },
    signal.toUpperCase(),
    `v1/${signal}`,
    { 'Content-Type': contentType },
  );
  // No meter provider: the processors already count what they export.
  const metrics = createOtlpHttpExporterMetrics(`otlp_http_${signal}_exporter`, metricsHelper, options.url, undefined);
  return createOtlpNetworkExportDelegate(options, serializers[protocol], metrics, otlpTransport(options, contentType));
}
