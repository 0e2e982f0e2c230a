import { diag } from '@opentelemetry/api';
import { ExportResultCode } from '@opentelemetry/core';
import {
  type MetricProducer,
  PeriodicExportingMetricReader,
  type PeriodicExportingMetricReaderOptions,
  type PushMetricExporter,
} from '@opentelemetry/sdk-metrics';
import { exportWait } from '../../process-end/limit.ts';
import { collectNow } from './collect-now.ts';

/** The SDK's periodic reader, extended for processes that end without another iteration of the event loop. */
export class PushReader extends PeriodicExportingMetricReader {
  readonly #exporter: PeriodicExportingMetricReaderOptions['exporter'];
  #producer: MetricProducer | undefined;

  constructor(options: PeriodicExportingMetricReaderOptions) {
    releaseAfter(exportWait(), options.exporter);
    super(options);
    this.#exporter = options.exporter;
  }

  override setMetricProducer(producer: MetricProducer): void {
    this.#producer = producer;
    super.setMetricProducer(producer);
  }

  /** Collects the metrics and hands them to the exporter before it returns. */
  handOver(): void {
    if (this.#producer === undefined) return;
    try {
      this.#exporter.export(collectNow(this.#producer), () => undefined);
    } catch (error) {
      diag.warn('the last metrics are lost', error);
    }
  }
}

/**
 * Makes the exporter answer after at most `milliseconds`, because the reader's timer keeps the process alive while it waits for an export. The export
 * itself continues, and its outcome is reported.
 */
function releaseAfter(milliseconds: number, exporter: PushMetricExporter): void {
  const sendWhole = exporter.export.bind(exporter);
  exporter.export = (metrics, done) => {
    const timer = setTimeout(done, milliseconds, { code: ExportResultCode.SUCCESS }).unref();
    sendWhole(metrics, (result) => {
      clearTimeout(timer);
      done(result);
    });
  };
}
