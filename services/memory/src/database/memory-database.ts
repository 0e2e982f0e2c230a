import type { NotificationChannel } from './notification-channel.ts';
import type { Tables } from './schema.ts';

/** The memory service's tables, open and up to date, and what SQLite and PostgreSQL do differently beyond what Kysely hides. */
export interface MemoryDatabase {
  readonly tables: Tables;
  /** How processes that share the database notify each other of what they stored; undefined where each works for itself. */
  readonly channel: NotificationChannel | undefined;
  /** Keeps all others from writing for these users until the transaction ends. */
  lockUsers(transaction: Tables, userIds: string[]): Promise<void>;
  /** Why work failed, when it may succeed a moment later and left nothing behind: a sentence for the client. Undefined otherwise. */
  turnedAway(error: unknown): string | undefined;
  /** Closes everything after the last statement. */
  close(): Promise<void>;
}
