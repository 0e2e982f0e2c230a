import type { ReadableSpan, SpanExporter } from '@opentelemetry/sdk-trace';
import { destinationOf } from './destination.ts';
import { otlpTraceExporter } from './otlp/exporters.ts';
import type { OutageReport } from './outages/outage-report.ts';
import { reportOutages } from './outages/report-outages.ts';
import { endpointOf } from './protocol.ts';
import { boundRequests } from './requests/bound-requests.ts';
import { stderrSpanExporter } from './stderr-exporter.ts';

/** The span exporter that the environment selects; undefined when traces are off. */
export function traceExporter(report: OutageReport): SpanExporter | undefined {
  const destination = destinationOf('traces');
  if (destination === 'none') return undefined;
  if (destination === 'console') return stderrSpanExporter();
  const exporter = otlpTraceExporter();
  const reported = reportOutages(exporter, {
    signal: 'traces',
    endpoint: endpointOf('traces'),
    report,
    count: (spans: ReadableSpan[]) => spans.length,
  });
  return boundRequests(reported, 'traces');
}
