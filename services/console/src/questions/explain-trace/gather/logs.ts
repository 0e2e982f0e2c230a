import type { LogStoreClient } from '../../../backends/log-store.ts';
import { findLines } from '../../logs/find-lines.ts';
import type { LogLine } from '../evidence.ts';

const MOST_LINES = 1000;

/** The log lines of a trace, sorted by time. */
export async function logsOf(traceId: string, store: LogStoreClient): Promise<LogLine[]> {
  return (await findLines(store, { traceId }, MOST_LINES)).reverse();
}
