import { inspect } from 'node:util';
import { type ExportResult, ExportResultCode } from '@opentelemetry/core';
import type { LogRecordExporter, ReadableLogRecord } from '@opentelemetry/sdk-logs';
import { AggregationTemporality, type PushMetricExporter, type ResourceMetrics } from '@opentelemetry/sdk-metrics';
import type { ReadableSpan, SpanExporter } from '@opentelemetry/sdk-trace';
import { printText } from '../diagnostics/print-line.ts';

/**
 * The exporter `console`. It writes to standard error, because OpenTelemetry's console exporters write to standard output, which belongs to the
 * application: a stdio server speaks MCP there.
 */
class StderrExporter<Batch> {
  readonly #itemsOf: (batch: Batch) => object[];

  constructor(itemsOf: (batch: Batch) => object[]) {
    this.#itemsOf = itemsOf;
  }

  export(batch: Batch, done: (result: ExportResult) => void): void {
    for (const item of this.#itemsOf(batch)) printText(() => inspect(item, { depth: null }));
    done({ code: ExportResultCode.SUCCESS });
  }

  selectAggregationTemporality(): AggregationTemporality {
    return AggregationTemporality.CUMULATIVE;
  }

  async forceFlush(): Promise<void> {}

  async shutdown(): Promise<void> {}
}

export function stderrSpanExporter(): SpanExporter {
  return new StderrExporter((spans: ReadableSpan[]) => spans.map(readableSpan));
}

export function stderrLogExporter(): LogRecordExporter {
  return new StderrExporter((records: ReadableLogRecord[]) => records.map(readableRecord));
}

export function stderrMetricExporter(): PushMetricExporter {
  return new StderrExporter(({ scopeMetrics }: ResourceMetrics) => scopeMetrics.flatMap(({ metrics }) => metrics));
}

function readableSpan(span: ReadableSpan): object {
  const { resource, instrumentationScope, parentSpanContext, name, kind, startTime, duration } = span;
  const { attributes, status, events, links } = span;
  const of = { resource: resource.attributes, instrumentationScope, ...span.spanContext(), parentSpanContext };
  return { ...of, name, kind, startTime, duration, attributes, status, events, links };
}

function readableRecord(record: ReadableLogRecord): object {
  const { resource, instrumentationScope, spanContext, hrTime, severityText, severityNumber } = record;
  const { eventName, body, attributes } = record;
  const of = { resource: resource.attributes, instrumentationScope, ...spanContext };
  return { ...of, time: hrTime, severityText, severityNumber, eventName, body, attributes };
}
