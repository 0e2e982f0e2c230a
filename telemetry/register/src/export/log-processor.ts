import { type Context, metrics } from '@opentelemetry/api';
import {
  BatchLogRecordProcessor,
  type LogRecordExporter,
  type LogRecordProcessor,
  type ReadWriteLogRecord,
} from '@opentelemetry/sdk-logs';
import { METRIC_OPTIONS, METRIC_OTEL_SDK_LOG_CREATED } from '../contract.ts';
import { batchLimits } from './batch-limits.ts';

/**
 * The batch processor, made at the first record: NodeSDK has its meter provider only once it has started,
 * and without that provider the processor would not count what it drops.
 */
export class CountingLogProcessor implements LogRecordProcessor {
  readonly #exporter: LogRecordExporter;
  #batches: BatchLogRecordProcessor | undefined;
  #created = 0;

  constructor(exporter: LogRecordExporter) {
    this.#exporter = exporter;
  }

  onEmit(record: ReadWriteLogRecord, _context?: Context): void {
    this.#batches ??= this.#start();
    this.#created += 1;
    this.#batches.onEmit(record);
  }

  #start(): BatchLogRecordProcessor {
    const created = metrics
      .getMeter('@cortex/telemetry')
      .createObservableCounter(METRIC_OTEL_SDK_LOG_CREATED, METRIC_OPTIONS[METRIC_OTEL_SDK_LOG_CREATED]);
    created.addCallback((result) => result.observe(this.#created));
    return batchProcessor(this.#exporter);
  }

  /** Gives what is queued to the exporter, before it returns: the batch processor's flush does so only later. */
  handOver(): void {
    const queued: unknown = Reflect.get(this.#batches ?? {}, '_finishedLogRecords');
    if (Array.isArray(queued) && queued.length > 0) this.#exporter.export(queued.splice(0), () => undefined);
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
