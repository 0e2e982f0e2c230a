import type { Generated, Kysely, Selectable } from 'kysely';

/** One stored input. `timestamp` is in milliseconds since the epoch; `id` increases in the order of storing. */
export interface UserHistoryTable {
  id: Generated<number>;
  input_id: string;
  user_id: string;
  content: string;
  /** A JSON object. */
  metadata: string;
  timestamp: number;
}

/** Facts about a user that are available without reading the history. */
export interface UserSummaryTable {
  user_id: string;
  /** JSON of a `UserSummary`. */
  data: string;
  /** JSON of the `TopicCounts` from which `common_topics` is computed. */
  topic_counts: string;
}

/** The tables of the memory service. */
export interface MemorySchema {
  user_history: UserHistoryTable;
  user_summary: UserSummaryTable;
}

/** What queries are built on: the whole database, or a transaction in it. */
export type Tables = Kysely<MemorySchema>;

/** A row of `user_history` as it is read. */
export type UserHistoryRow = Selectable<UserHistoryTable>;
