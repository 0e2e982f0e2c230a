/** An application's own OpenTelemetry set-up, which keeps what is emitted in memory and prints it at the end. */
import { context, diag, metrics, propagation, SpanKind, SpanStatusCode, trace } from '@opentelemetry/api';
import { AsyncLocalStorageContextManager } from '@opentelemetry/context-async-hooks';
import { CompositePropagator, W3CBaggagePropagator, W3CTraceContextPropagator } from '@opentelemetry/core';
import { type Instrumentation, registerInstrumentations } from '@opentelemetry/instrumentation';
import {
  AggregationTemporality,
  type Histogram,
  InMemoryMetricExporter,
  MeterProvider,
  PeriodicExportingMetricReader,
} from '@opentelemetry/sdk-metrics';
import {
  InMemorySpanExporter,
  type ReadableSpan,
  SimpleSpanProcessor,
  type SpanProcessor,
  TracerProvider,
} from '@opentelemetry/sdk-trace';

const spans = new InMemorySpanExporter();
const points = new InMemoryMetricExporter(AggregationTemporality.CUMULATIVE);
const reader = new PeriodicExportingMetricReader({ exporter: points, exportIntervalMillis: 3_600_000 });
const faults: string[] = [];
let started = 0;
const atStart: Record<string, object> = {};

/** @param wrap puts a processor before the exporting one; default: none */
export function keepEmitted(
  instrumentations: readonly Instrumentation[],
  wrap = (exporting: SpanProcessor): SpanProcessor => exporting,
): void {
  const note = (...args: unknown[]) => faults.push(args.join(' '));
  diag.setLogger({ error: note, warn: note, info: () => {}, debug: () => {}, verbose: () => {} });
  const counting = {
    onStart: ({ kind, name, attributes }: ReadableSpan) => {
      started += 1;
      atStart[`${SpanKind[kind]} ${name}`] ??= { ...attributes };
    },
    onEnd: () => {},
    forceFlush: () => Promise.resolve(),
    shutdown: () => Promise.resolve(),
  };
  const spanProcessors = [counting, wrap(new SimpleSpanProcessor({ exporter: spans }))];
  trace.setGlobalTracerProvider(new TracerProvider({ spanProcessors }));
  metrics.setGlobalMeterProvider(new MeterProvider({ readers: [reader] }));
  context.setGlobalContextManager(new AsyncLocalStorageContextManager().enable());
  propagation.setGlobalPropagator(
    new CompositePropagator({ propagators: [new W3CTraceContextPropagator(), new W3CBaggagePropagator()] }),
  );
  registerInstrumentations({ instrumentations: [...instrumentations] });
}

/** Prints what was emitted as the last line, in JSON, and ends the process. */
export async function finish(
  extra: Record<string, unknown> = {},
  output: NodeJS.WriteStream = process.stdout,
): Promise<never> {
  await reader.forceFlush();
  const histograms =
    points
      .getMetrics()
      .at(-1)
      ?.scopeMetrics.flatMap((scope) => scope.metrics) ?? [];
  const emitted = {
    started,
    atStart,
    spans: spans.getFinishedSpans().map(plain),
    metrics: histograms.map(({ descriptor, dataPoints }) => ({
      name: descriptor.name,
      unit: descriptor.unit,
      boundaries: (dataPoints[0]?.value as Histogram | undefined)?.buckets?.boundaries,
      points: dataPoints.map(({ attributes, value }) => ({ attributes, count: (value as Histogram).count })),
    })),
    faults,
    ...extra,
  };
  output.write(`\n${JSON.stringify(emitted)}\n`, () => process.exit(0));
  return new Promise(() => {});
}

function plain(span: ReadableSpan) {
  return {
    name: span.name,
    kind: SpanKind[span.kind],
    traceId: span.spanContext().traceId,
    spanId: span.spanContext().spanId,
    parentSpanId: span.parentSpanContext?.spanId,
    status: SpanStatusCode[span.status.code],
    message: span.status.message,
    attributes: span.attributes,
    events: span.events.map(({ name }) => name),
    links: span.links.map((link) => link.context.spanId),
    scope: span.instrumentationScope.name,
    schemaUrl: span.instrumentationScope.schemaUrl,
  };
}
