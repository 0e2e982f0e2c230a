import type { LogRecordExporter, ReadableLogRecord } from '@opentelemetry/sdk-logs';
import { destinationOf } from './destination.ts';
import { otlpLogExporter } from './otlp/exporters.ts';
import type { OutageReport } from './outages/outage-report.ts';
import { reportOutages } from './outages/report-outages.ts';
import { endpointOf } from './protocol.ts';
import { boundRequests } from './requests/bound-requests.ts';
import { stderrLogExporter } from './stderr-exporter.ts';

/** The log exporter that the environment selects; undefined when logs are off. */
export function logExporter(report: OutageReport): LogRecordExporter | undefined {
  const destination = destinationOf('logs');
  if (destination === 'none') return undefined;
  if (destination === 'console') return stderrLogExporter();
  const exporter = otlpLogExporter();
  const reported = reportOutages(exporter, {
    signal: 'logs',
    endpoint: endpointOf('logs'),
    report,
    count: (records: ReadableLogRecord[]) => records.length,
  });
  return boundRequests(reported, 'logs');
}
