import type { LogStoreClient } from '../backends/log-store.ts';
import { phrase } from '../model/phrase.ts';
import type { LogLine } from './explain-trace/evidence.ts';
import { newestLines } from './logs/find-lines.ts';

export interface LogQuestion {
  /** A phrase that lines have. */
  text?: string | undefined;
  /** LogsQL, in addition. */
  query?: string | undefined;
  traceId?: string | undefined;
  service?: string | undefined;
  warningsOnly?: boolean | undefined;
  /** Milliseconds since the epoch. */
  begin: number;
  most: number;
}

const WARNINGS = 'severity_text:~"(?i)^(warn|warning|error|fatal|critical)[0-9]?$"';

/** The lines that fit, the newest first. */
export async function searchLogs(
  store: LogStoreClient,
  { text, query, traceId, service, warningsOnly, begin, most }: LogQuestion,
): Promise<LogLine[]> {
  const conditions = [
    `_time:>=${new Date(begin).toISOString()}`,
    !!traceId && `trace_id:=${phrase(traceId)}`,
    !!service && `service.name:=${phrase(service)}`,
    warningsOnly && WARNINGS,
    !!text && phrase(text),
  ].filter((condition) => typeof condition === 'string');
  return newestLines(store, { query, conditions, limit: most });
}
