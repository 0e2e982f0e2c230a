import { mergeDoubles } from '@cortex/instrumentation-mcp/internal';
import { type Context, metrics } from '@opentelemetry/api';
import {
  BatchSpanProcessor,
  type ReadableSpan,
  type Span,
  type SpanExporter,
  type SpanProcessor,
} from '@opentelemetry/sdk-trace';
import { batchLimits } from './batch-limits.ts';
import { SpanCounts } from './span-counts.ts';

/** Creates the SDK's batch processor with the first span, because the meter provider with which it counts what it drops is not registered earlier. */
export class CountingSpanProcessor implements SpanProcessor {
  readonly #exporter: SpanExporter;
  #batches: SpanProcessor | undefined;
  #counts: SpanCounts | undefined;

  constructor(exporter: SpanExporter) {
    this.#exporter = exporter;
  }

  onStart(span: Span, parent: Context): void {
    this.#batches ??= this.#createBatches();
    this.#counts ??= new SpanCounts();
    this.#counts.start(span);
    this.#batches.onStart(span, parent);
  }

  onEnd(span: ReadableSpan): void {
    this.#counts?.end();
    this.#batches?.onEnd(span);
  }

  #createBatches(): SpanProcessor {
    const batches = new BatchSpanProcessor({
      exporter: this.#exporter,
      selfObsMeterProvider: metrics.getMeterProvider(),
      ...batchLimits('OTEL_BSP'),
    });
    return mergeDoubles(batches);
  }

  /** Hands the queued spans to the exporter before it returns. */
  handOver(): void {
    this.#batches?.forceFlush().catch(() => undefined);
  }

  /** Waits for the export itself. The batch processor's own flush stops waiting at its export timeout. */
  async forceFlush(): Promise<void> {
    // It rejects at that timeout too. Failed exports are in the outage report.
    await this.#batches?.forceFlush().catch(() => undefined);
    await this.#exporter.forceFlush?.();
  }

  async shutdown(): Promise<void> {
    await this.forceFlush();
    await (this.#batches ?? this.#exporter).shutdown();
  }
}
