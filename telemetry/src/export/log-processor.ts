import { type Context, metrics } from '@opentelemetry/api';
import {
  BatchLogRecordProcessor,
  type LogRecordExporter,
  type LogRecordProcessor,
  type ReadWriteLogRecord,
} from '@opentelemetry/sdk-logs';
import { batchLimits } from './batch-limits.ts';

/**
 * The batch processor, made at the first record: NodeSDK has its meter provider only once it has started,
 * and without that provider the processor would not count what it drops.
 */
export class CountingLogProcessor implements LogRecordProcessor {
  readonly #exporter: LogRecordExporter;
  #batches: BatchLogRecordProcessor | undefined;

  constructor(exporter: LogRecordExporter) {
    this.#exporter = exporter;
  }

  onEmit(record: ReadWriteLogRecord, _context?: Context): void {
    this.#batches ??= batchProcessor(this.#exporter);
    this.#batches.onEmit(record);
  }

  async forceFlush(): Promise<void> {
    await this.#batches?.forceFlush();
  }

  async shutdown(): Promise<void> {
    await (this.#batches ?? this.#exporter).shutdown();
  }
}

function batchProcessor(exporter: LogRecordExporter): BatchLogRecordProcessor {
  return new BatchLogRecordProcessor({
    exporter,
    selfObsMeterProvider: metrics.getMeterProvider(),
    ...batchLimits('OTEL_BLRP'),
  });
}
