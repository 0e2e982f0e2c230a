import type { LogRecordExporter, ReadableLogRecord } from '@opentelemetry/sdk-logs';
import { boundRequests } from './bound-requests.ts';
import { destinationOf } from './destination.ts';
import { otlpLogExporter } from './otlp/exporters.ts';
import type { OutageReport } from './outage-report.ts';
import { endpointOf } from './protocol.ts';
import { reportOutages } from './report-outages.ts';
import { stderrLogExporter } from './stderr-exporter.ts';

/** The exporter that the environment asks for; undefined when logs are off. */
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
