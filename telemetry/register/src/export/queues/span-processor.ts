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

/** The batch processor, made at the first span, when there is the meter provider that counts what it drops. */
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

  /** Gives what is queued to the exporter, before it returns. */
  handOver(): void {
    this.#batches?.forceFlush().catch(() => undefined);
  }

  /** The batch processor's flush ends when it has waited long enough for an export; this one waits for the export itself. */
  async forceFlush(): Promise<void> {
    // It rejects for that too. The outage report has the exports that failed.
    await this.#batches?.forceFlush().catch(() => undefined);
    await this.#exporter.forceFlush?.();
  }

  async shutdown(): Promise<void> {
    await this.forceFlush();
    await (this.#batches ?? this.#exporter).shutdown();
  }
}
