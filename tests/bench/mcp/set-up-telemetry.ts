import { context, metrics, propagation, trace } from '@opentelemetry/api';
import { AsyncLocalStorageContextManager } from '@opentelemetry/context-async-hooks';
import {
  CompositePropagator,
  type ExportResult,
  ExportResultCode,
  W3CBaggagePropagator,
  W3CTraceContextPropagator,
} from '@opentelemetry/core';
import { ProtobufTraceSerializer } from '@opentelemetry/otlp-transformer';
import { AggregationTemporality, MeterProvider, PeriodicExportingMetricReader } from '@opentelemetry/sdk-metrics';
import { BatchSpanProcessor, type ReadableSpan, TracerProvider } from '@opentelemetry/sdk-trace';

const SUCCESS: ExportResult = { code: ExportResultCode.SUCCESS };

/** An exporter that discards its batches, with or without the work of encoding them. */
function spanExporter(encode: boolean) {
  return {
    export(spans: ReadableSpan[], done: (result: ExportResult) => void) {
      if (encode) ProtobufTraceSerializer.serializeRequest(spans);
      done(SUCCESS);
    },
    shutdown: () => Promise.resolve(),
  };
}

const METRIC_EXPORTER = {
  export: (_metrics: unknown, done: (result: ExportResult) => void) => done(SUCCESS),
  forceFlush: () => Promise.resolve(),
  shutdown: () => Promise.resolve(),
  selectAggregationTemporality: () => AggregationTemporality.CUMULATIVE,
};

/** Sets up the SDK as an application does: every span sampled, batches, a running metric reader, W3C propagation. */
export function setUpTelemetry({ encode }: { encode: boolean }): void {
  const reader = new PeriodicExportingMetricReader({
    exporter: METRIC_EXPORTER,
    exportIntervalMillis: 1000,
    exportTimeoutMillis: 500,
  });
  metrics.setGlobalMeterProvider(new MeterProvider({ readers: [reader] }));
  trace.setGlobalTracerProvider(
    new TracerProvider({ spanProcessors: [new BatchSpanProcessor({ exporter: spanExporter(encode) })] }),
  );
  context.setGlobalContextManager(new AsyncLocalStorageContextManager().enable());
  propagation.setGlobalPropagator(
    new CompositePropagator({ propagators: [new W3CTraceContextPropagator(), new W3CBaggagePropagator()] }),
  );
}
