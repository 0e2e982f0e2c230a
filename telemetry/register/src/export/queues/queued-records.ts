import type { LogRecordExporter, ReadableLogRecord } from '@opentelemetry/sdk-logs';

/** Passes batches on to an exporter, and knows the records that are queued for it, because the batch processor does not expose its queue. */
export class QueuedRecords implements LogRecordExporter {
  readonly #exporter: LogRecordExporter;
  readonly #records: ReadableLogRecord[] = [];
  #most: number;

  /** @param most the size of the processor's queue, which drops further records */
  constructor(exporter: LogRecordExporter, most: number) {
    this.#exporter = exporter;
    this.#most = most;
  }

  /** Adds a record. Call it before the processor gets the record. */
  add(record: ReadableLogRecord): void {
    if (this.#records.length < this.#most) this.#records.push(record);
  }

  /** @param batch the records that have been queued longest */
  export(batch: ReadableLogRecord[], done: Parameters<LogRecordExporter['export']>[1]): void {
    this.#records.splice(0, batch.length);
    this.#exporter.export(batch, done);
  }

  /** Hands all queued records to the exporter before it returns. */
  handOver(): void {
    if (this.#records.length > 0) this.#exporter.export(this.#records.splice(0), () => undefined);
  }

  forceFlush(): Promise<void> {
    return this.#exporter.forceFlush();
  }

  async shutdown(): Promise<void> {
    this.#most = 0;
    await this.#exporter.shutdown();
  }
}
