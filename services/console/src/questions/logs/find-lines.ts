import type { LogSearch, LogStoreClient } from '../../backends/log-store.ts';
import type { LoggedLine } from '../../model/trace-log.ts';
import { toLine } from '../explain-trace/gather/logs.ts';
import { conditionsOf, type LinesAsked } from './conditions.ts';

/** The lines that fit, the newest first. */
export async function findLines(store: LogStoreClient, asked: LinesAsked, most: number): Promise<LoggedLine[]> {
  return newestLines(store, { query: asked.query, conditions: conditionsOf(asked), limit: most });
}

/** The lines of a search as the log store knows it, the newest first. */
export async function newestLines(store: LogStoreClient, search: LogSearch): Promise<LoggedLine[]> {
  return (await store.newest(search)).map(toLine).sort(newestFirst);
}

export function newestFirst(a: LoggedLine, b: LoggedLine): number {
  return a.time < b.time ? 1 : Number(a.time > b.time) * -1;
}
