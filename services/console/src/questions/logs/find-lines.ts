import type { LogStoreClient } from '../../backends/log-store.ts';
import type { LoggedLine } from '../../model/trace-log.ts';
import { toLine } from '../explain-trace/gather/logs.ts';
import { conditionsOf, type LinesAsked } from './conditions.ts';

/** The lines that fit, the newest first. */
export async function findLines(store: LogStoreClient, asked: LinesAsked, most: number): Promise<LoggedLine[]> {
  const records = await store.newest({ query: asked.query, conditions: conditionsOf(asked), limit: most });
  return records.map(toLine).sort(newestFirst);
}

export function newestFirst(a: LoggedLine, b: LoggedLine): number {
  return a.time < b.time ? 1 : Number(a.time > b.time) * -1;
}
