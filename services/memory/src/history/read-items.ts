import type { Tables } from '../database/memory-database.ts';
import { type HistoryItem, toItem } from './item.ts';

/** The items of these input ids. */
export async function readItems(tables: Tables, inputIds: string[]): Promise<Map<string, HistoryItem>> {
  const rows = await tables
    .selectFrom('user_history')
    .where('input_id', 'in', inputIds)
    .select(['input_id', 'content', 'metadata', 'timestamp'])
    .execute();
  return new Map(rows.map((row) => [row.input_id, toItem(row)]));
}
