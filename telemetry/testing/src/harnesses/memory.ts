import { context, propagation, SpanKind, SpanStatusCode, trace } from '@opentelemetry/api';
import { AsyncLocalStorageContextManager } from '@opentelemetry/context-async-hooks';
import {
  CompositePropagator,
  hrTimeToMicroseconds,
  W3CBaggagePropagator,
  W3CTraceContextPropagator,
} from '@opentelemetry/core';
import { resourceFromAttributes } from '@opentelemetry/resources';
import { InMemorySpanExporter, SimpleSpanProcessor, TracerProvider } from '@opentelemetry/sdk-trace';
import { ATTR_SERVICE_NAME } from '@opentelemetry/semantic-conventions';
import { buildTraces } from '../traces/tree.ts';
import type { FinishedSpan, SpanKindName, SpanStatusName, Trace, TraceSpan } from '../traces/types.ts';

/** A running OpenTelemetry set-up that keeps finished spans in memory. */
export interface TraceHarness {
  tracerProvider: TracerProvider;
  /** The spans that have finished since the start or the last reset, as trees. */
  traces(): Trace[];
  /** Discards the spans that have finished so far. */
  reset(): void;
  /** Unregisters the harness from the global API, so that another can be started. */
  stop(): Promise<void>;
}

/**
 * Registers a tracer provider that samples everything, a context manager and W3C propagation globally.
 * @param serviceName the `service.name` of the recorded spans
 * @throws when a tracer provider is already registered, because the harness would never see a span
 */
export function startTraceHarness({ serviceName = 'test' } = {}): TraceHarness {
  const exporter = new InMemorySpanExporter();
  const tracerProvider = new TracerProvider({
    resource: resourceFromAttributes({ [ATTR_SERVICE_NAME]: serviceName }),
    spanProcessors: [new SimpleSpanProcessor({ exporter })],
  });
  const contextManager = new AsyncLocalStorageContextManager().enable();
  if (!trace.setGlobalTracerProvider(tracerProvider)) {
    throw new Error('expected no tracer provider to be registered, but one is: stop the other harness or SDK first');
  }
  context.setGlobalContextManager(contextManager);
  propagation.setGlobalPropagator(
    new CompositePropagator({ propagators: [new W3CTraceContextPropagator(), new W3CBaggagePropagator()] }),
  );
  return {
    tracerProvider,
    traces: () => buildTraces(exporter.getFinishedSpans().map(fromFinishedSpan)),
    reset: () => exporter.reset(),
    stop: async () => {
      trace.disable();
      context.disable();
      propagation.disable();
      await tracerProvider.shutdown();
    },
  };
}

/** Converts a span. @param span as an OpenTelemetry SDK hands it to its exporters */
export function fromFinishedSpan(span: FinishedSpan): TraceSpan {
  const { [ATTR_SERVICE_NAME]: service = '', ...resource } = span.resource.attributes;
  return {
    traceId: span.spanContext().traceId,
    spanId: span.spanContext().spanId,
    parentSpanId: span.parentSpanContext?.spanId,
    name: span.name,
    kind: SpanKind[span.kind] as SpanKindName,
    service: String(service),
    resource,
    attributes: span.attributes,
    status: SpanStatusCode[span.status.code] as SpanStatusName,
    statusMessage: span.status.message,
    links: span.links.map((link) => ({ traceId: link.context.traceId, spanId: link.context.spanId })),
    events: span.events.map(({ name, time, attributes = {} }) => ({
      name,
      timeMicroseconds: hrTimeToMicroseconds(time),
      attributes,
    })),
    startMicroseconds: hrTimeToMicroseconds(span.startTime),
    durationMicroseconds: hrTimeToMicroseconds(span.duration),
  };
}
