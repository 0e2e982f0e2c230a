import type { DatabaseSync, StatementSync } from 'node:sqlite';
import { OTHER_SENDERS } from './schema.ts';

/** Senders with an account of their own; all later ones share one. */
export const MOST_SENDERS = 100;

export interface Account {
  id: number;
  /** About what its rows take on disk. */
  bytes: number;
}

/** The senders of what the store holds, and how much each has. */
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

  /** The largest first. */
  all(): Account[] {
    return this.#all.all() as unknown as Account[];
  }

  /** Makes room for other senders. */
  closeEmpty(): void {
    this.#close.run();
  }
}
