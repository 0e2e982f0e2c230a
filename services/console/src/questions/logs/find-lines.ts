import type { LogRecord, LogStoreClient } from '../../backends/log-store.ts';
import type { LoggedLine } from '../../model/logs/trace-log.ts';
import { conditionsOf, type LinesAsked } from './conditions.ts';

/** The matching lines, newest first. */
export async function findLines(store: LogStoreClient, asked: LinesAsked, most: number): Promise<LoggedLine[]> {
  const found = await store.newest({ query: asked.query, conditions: conditionsOf(asked), limit: most });
  return found.map(toLine).sort(newestFirst);
}

export function toLine({ _time = '', _msg = '', span_id, ...fields }: LogRecord): LoggedLine {
  return {
    time: _time,
    service: fields['service.name'] ?? fields.service ?? '',
    severity: (fields.severity_text ?? fields.severity ?? fields.level ?? '').toLowerCase(),
    message: _msg,
    spanId: span_id,
    fields,
  };
}

export function newestFirst(a: LoggedLine, b: LoggedLine): number {
  return a.time < b.time ? 1 : Number(a.time > b.time) * -1;
}
