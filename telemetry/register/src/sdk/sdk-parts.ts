import type { ContextManager } from '@opentelemetry/api';
import type { Instrumentation } from '@opentelemetry/instrumentation';
import type { Resource } from '@opentelemetry/resources';
import type { LogRecordProcessor } from '@opentelemetry/sdk-logs';
import type { MetricReader } from '@opentelemetry/sdk-metrics';
import type { SpanProcessor } from '@opentelemetry/sdk-trace';

/** The parts of which an SDK is started. A signal without processors or readers is off. */
export interface SdkParts {
  readonly resource: Resource;
  readonly instrumentations: Instrumentation[];
  /** Default: OpenTelemetry's own. */
  readonly contextManager: ContextManager | undefined;
  readonly spanProcessors: SpanProcessor[];
  readonly metricReaders: MetricReader[];
  readonly logRecordProcessors: LogRecordProcessor[];
}

export interface StartedSdk {
  shutdown(): Promise<void>;
}
