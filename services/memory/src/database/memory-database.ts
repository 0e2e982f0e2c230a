import type { NotificationChannel } from './notification-channel.ts';
import type { Tables } from './schema.ts';

/** The memory service's tables, opened and migrated, and the differences between SQLite and PostgreSQL that Kysely does not hide. */
export interface MemoryDatabase {
  readonly tables: Tables;
  /** How processes that share the database notify each other of stored inputs; undefined if no others share it. */
  readonly channel: NotificationChannel | undefined;
  /** Keeps all others from writing for these users until the transaction ends. */
  lockUsers(transaction: Tables, userIds: string[]): Promise<void>;
  /** If work failed without any effect and may succeed a moment later, the reason, as a sentence for the client. Otherwise undefined. */
  turnedAway(error: unknown): string | undefined;
  /** Closes the database after the last statement. */
  close(): Promise<void>;
}
