import { type Context, metrics } from '@opentelemetry/api';
import {
  BatchLogRecordProcessor,
  type LogRecordExporter,
  type LogRecordProcessor,
  type ReadWriteLogRecord,
} from '@opentelemetry/sdk-logs';
import { METRIC_OPTIONS, METRIC_OTEL_SDK_LOG_CREATED } from '../../contract.ts';
import { batchLimits } from './batch-limits.ts';
import { QueuedRecords } from './queued-records.ts';

/** The SDK's default. */
const MAX_QUEUE_SIZE = 2048;

/**
 * Creates the SDK's batch processor with the first record. NodeSDK has its meter provider only once it has started,
 * and without that provider the processor would not count what it drops.
 */
export class CountingLogProcessor implements LogRecordProcessor {
  readonly #limits = { maxQueueSize: MAX_QUEUE_SIZE, ...batchLimits('OTEL_BLRP') };
  readonly #queued: QueuedRecords;
  #batches: BatchLogRecordProcessor | undefined;
  #created = 0;

  constructor(exporter: LogRecordExporter) {
    this.#queued = new QueuedRecords(exporter, this.#limits.maxQueueSize);
  }

  onEmit(record: ReadWriteLogRecord, _context?: Context): void {
    this.#batches ??= this.#start();
    this.#created += 1;
    this.#queued.add(record);
    this.#batches.onEmit(record);
  }

  #start(): BatchLogRecordProcessor {
    const created = metrics
      .getMeter('@cortex/telemetry')
      .createObservableCounter(METRIC_OTEL_SDK_LOG_CREATED, METRIC_OPTIONS[METRIC_OTEL_SDK_LOG_CREATED]);
    created.addCallback((result) => result.observe(this.#created));
    return new BatchLogRecordProcessor({
      exporter: this.#queued,
      selfObsMeterProvider: metrics.getMeterProvider(),
      ...this.#limits,
    });
  }

  /** Hands the queued records to the exporter before it returns; the batch processor's flush would do so only later. */
  handOver(): void {
    this.#queued.handOver();
  }

  async forceFlush(): Promise<void> {
    await this.#batches?.forceFlush();
  }

  async shutdown(): Promise<void> {
    await (this.#batches ?? this.#queued).shutdown();
  }
}
