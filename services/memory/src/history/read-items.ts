import type { Tables } from '../database/schema.ts';
import { type PositionedItem, toItem } from './item.ts';

/** Reads the items with these input ids. */
export async function readItems(tables: Tables, inputIds: string[]): Promise<Map<string, PositionedItem>> {
  const rows = await tables
    .selectFrom('user_history')
    .where('input_id', 'in', inputIds)
    .select(['id', 'input_id', 'content', 'metadata', 'timestamp'])
    .execute();
  return new Map(rows.map((row) => [row.input_id, { item: toItem(row), position: row.id }]));
}
