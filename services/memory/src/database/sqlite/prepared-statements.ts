import type { DatabaseSync, SQLInputValue, StatementSync } from 'node:sqlite';
import { observeCache } from '@cortex/signals';
import type { SqliteStatement } from 'kysely';
import { LRUCache } from 'lru-cache';

/** Far more than the service's distinct statements. Bounds only those with lists, whose text depends on the list's length. */
const MAX_STATEMENTS = 128;

/** Prepares each statement only once: preparing costs more than running a small insert. */
export class PreparedStatements {
  readonly #database: DatabaseSync;
  readonly #statements = new LRUCache<string, SqliteStatement>({ max: MAX_STATEMENTS });
  #hits = 0;
  #misses = 0;

  constructor(database: DatabaseSync) {
    this.#database = database;
    observeCache('prepared_statements', () => ({ hits: this.#hits, misses: this.#misses }));
  }

  get(sql: string): SqliteStatement {
    const known = this.#statements.get(sql);
    if (known) {
      this.#hits += 1;
      return known;
    }
    this.#misses += 1;
    const statement = adapt(this.#database.prepare(sql));
    this.#statements.set(sql, statement);
    return statement;
  }
}

/** Adds `reader`, which `node:sqlite` lacks. Without it, Kysely takes a statement for a write and drops its rows. */
function adapt(statement: StatementSync): SqliteStatement {
  return {
    reader: statement.columns().length > 0,
    all: (parameters) => statement.all(...(parameters as SQLInputValue[])),
    run: (parameters) => statement.run(...(parameters as SQLInputValue[])),
    iterate: (parameters) => statement.iterate(...(parameters as SQLInputValue[])),
  };
}
