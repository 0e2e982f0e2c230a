import type { DatabaseSync, SQLInputValue, StatementSync } from 'node:sqlite';
import { forgettingCache } from './forgetting-cache.ts';

const REMEMBERED = 50_000;
const REMEMBERED_CHARACTERS = 16 * 1024 ** 2;

interface Row {
  id: number;
  seen: number;
}

/** A table of interned rows: equal values always have the same id. */
export class Dictionary {
  readonly #insert: StatementSync;
  readonly #select: StatementSync;
  readonly #touch: StatementSync;
  readonly #rows = forgettingCache<string, Row>({
    max: REMEMBERED,
    maxSize: REMEMBERED_CHARACTERS,
    sizeCalculation: (_, key) => key.length + 1,
  });

  constructor(database: DatabaseSync, table: string, columns: string[]) {
    const places = columns.map(() => '?').join(', ');
    const sameValues = columns.map((column) => `${column} = ?`).join(' AND ');
    this.#insert = database.prepare(
      `INSERT OR IGNORE INTO ${table} (${columns.join(', ')}, seen) VALUES (${places}, ?)`,
    );
    this.#select = database.prepare(`SELECT id, seen FROM ${table} WHERE ${sameValues}`);
    this.#touch = database.prepare(`UPDATE ${table} SET seen = ? WHERE id = ?`);
  }

  /** @param seen the time of use, in the unit of `seenAt` */
  idOf(values: readonly SQLInputValue[], seen: number): number {
    const key = values.join('\0');
    const row = this.#rows.get(key) ?? this.#intern(key, { values, seen });
    if (row.seen < seen) this.#see(row, seen);
    return row.id;
  }

  /** Clears the cache, because its rows may be gone after rows have been deleted or a transaction rolled back. */
  forget(): void {
    this.#rows.clear();
  }

  forgetUnused(): void {
    this.#rows.purgeStale();
  }

  #intern(key: string, { values, seen }: { values: readonly SQLInputValue[]; seen: number }): Row {
    this.#insert.run(...values, seen);
    const { id, seen: seenBefore } = this.#select.get(...values) as unknown as Row;
    // SQLite's own row takes 300 bytes more, because it has a hidden class of its own.
    const row = { id, seen: seenBefore };
    this.#rows.set(key, row);
    return row;
  }

  #see(row: Row, seen: number): void {
    this.#touch.run(seen, row.id);
    row.seen = seen;
  }
}
