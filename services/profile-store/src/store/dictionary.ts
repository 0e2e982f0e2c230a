import type { DatabaseSync, SQLInputValue, StatementSync } from 'node:sqlite';
import { LRUCache } from 'lru-cache';

const REMEMBERED = 50_000;

/** A table whose rows are interned: the same values always have the same id. */
export class Dictionary {
  readonly #insert: StatementSync;
  readonly #select: StatementSync;
  readonly #ids = new LRUCache<string, number>({ max: REMEMBERED });

  constructor(database: DatabaseSync, table: string, columns: string[]) {
    const places = columns.map(() => '?').join(', ');
    const sameValues = columns.map((column) => `${column} = ?`).join(' AND ');
    this.#insert = database.prepare(`INSERT OR IGNORE INTO ${table} (${columns.join(', ')}) VALUES (${places})`);
    this.#select = database.prepare(`SELECT id FROM ${table} WHERE ${sameValues}`);
  }

  idOf(...values: SQLInputValue[]): number {
    const key = values.join('\0');
    return this.#ids.get(key) ?? this.#intern(key, values);
  }

  /** After rows have been deleted, or a transaction rolled back, what is remembered may be gone. */
  forget(): void {
    this.#ids.clear();
  }

  #intern(key: string, values: SQLInputValue[]): number {
    this.#insert.run(...values);
    const { id } = this.#select.get(...values) as { id: number };
    this.#ids.set(key, id);
    return id;
  }
}
