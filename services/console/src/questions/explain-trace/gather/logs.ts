import type { LogRecord, LogStoreClient } from '../../../backends/log-store.ts';
import { phrase } from '../../../model/phrase.ts';
import type { LogLine } from '../evidence.ts';

const MOST_LINES = 1000;

/** The lines of a trace in the order of their time. */
export async function logsOf(traceId: string, store: LogStoreClient): Promise<LogLine[]> {
  const records = await store.newest({ conditions: [`trace_id:=${phrase(traceId)}`], limit: MOST_LINES });
  return records.map(toLine).sort((a, b) => (a.time < b.time ? -1 : 1));
}

export function toLine({ _time = '', _msg = '', span_id, ...fields }: LogRecord): LogLine {
  return {
    time: _time,
    service: fields['service.name'] ?? fields.service ?? '',
    severity: (fields.severity_text ?? fields.severity ?? fields.level ?? '').toLowerCase(),
    message: _msg,
    spanId: span_id,
    fields,
  };
}
