import type { DatabaseSync, StatementSync } from 'node:sqlite';
import { OTHER_SENDERS } from './schema.ts';

/** How many senders have an account of their own; all later ones share one. */
export const MOST_SENDERS = 100;

export interface Account {
  id: number;
  /** The approximate size of its rows on disk. */
  bytes: number;
}

/** The senders of the stored profiles, and how much each has stored. */
export class Accounts {
  readonly #select: StatementSync;
  readonly #open: StatementSync;
  readonly #all: StatementSync;
  readonly #close: StatementSync;

  constructor(database: DatabaseSync) {
    this.#select = database.prepare('SELECT id FROM accounts WHERE sender = ?');
    this.#open = database.prepare(
      `INSERT INTO accounts (sender) SELECT ? WHERE (SELECT COUNT(*) FROM accounts WHERE sender IS NOT NULL) < ${MOST_SENDERS} RETURNING id`,
    );
    this.#all = database.prepare('SELECT id, bytes FROM accounts ORDER BY bytes DESC');
    this.#close = database.prepare(`DELETE FROM accounts WHERE bytes = 0 AND id <> ${OTHER_SENDERS}`);
  }

  idOf(sender: string): number {
    const row = this.#select.get(sender) ?? this.#open.get(sender);
    return (row?.id as number | undefined) ?? OTHER_SENDERS;
  }

  /** All accounts, largest first. */
  all(): Account[] {
    return this.#all.all() as unknown as Account[];
  }

  /** Deletes empty accounts, which makes room for other senders. */
  closeEmpty(): void {
    this.#close.run();
  }
}
