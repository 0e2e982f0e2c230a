import type { UserHistoryRow } from '../database/schema.ts';

/** One input as clients see it. */
export interface HistoryItem {
  /** The input's id. */
  id: string;
  content: string;
  metadata: Record<string, unknown>;
  /** ISO 8601 in UTC, with milliseconds. */
  created_at: string;
}

export interface PositionedItem {
  item: HistoryItem;
  /** The item's number in the order of storing; increases with each input of a user. */
  position: number;
}

type ItemColumns = Pick<UserHistoryRow, 'input_id' | 'content' | 'metadata' | 'timestamp'>;

export function toItem(row: ItemColumns): HistoryItem {
  return {
    id: row.input_id,
    content: row.content,
    metadata: JSON.parse(row.metadata),
    created_at: new Date(row.timestamp).toISOString(),
  };
}
