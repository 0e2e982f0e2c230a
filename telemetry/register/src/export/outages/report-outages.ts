import { type ExportResult, ExportResultCode } from '@opentelemetry/core';
import type { OutageReport, Signal } from './outage-report.ts';

interface Exporter<Batch> {
  export(batch: Batch, done: (result: ExportResult) => void): void;
}

interface Options<Batch> {
  readonly signal: Signal;
  readonly endpoint: string;
  readonly report: OutageReport;
  /** Returns the number of spans, log records or metrics in a batch. */
  readonly count: (batch: Batch) => number;
}

/** Makes the exporter pass the outcome of each batch to the report. */
export function reportOutages<Batch, Kind extends Exporter<Batch>>(
  exporter: Kind & Exporter<Batch>,
  { signal, endpoint, report, count }: Options<Batch>,
): Kind {
  const original = exporter.export.bind(exporter);
  exporter.export = (batch, done) =>
    original(batch, (result) => {
      if (result.code === ExportResultCode.SUCCESS) report.succeeded(signal);
      else report.failed(signal, { items: count(batch), endpoint, error: result.error ?? 'export failed' });
      done(result);
    });
  return exporter;
}
