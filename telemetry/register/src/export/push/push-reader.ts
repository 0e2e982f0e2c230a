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

/** The SDK's periodic reader, for processes that end without a last turn of the event loop too. */
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

  /** Gives the metrics of this moment to the exporter, before it returns. */
  handOver(): void {
    if (this.#producer === undefined) return;
    try {
      this.#exporter.export(collectNow(this.#producer), () => undefined);
    } catch (error) {
      diag.warn('the last metrics are lost', error);
    }
  }
}

/** While the reader waits for an export, its timer keeps the process alive: it gets an answer in time. The export goes on, and reports how it ended. */
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
