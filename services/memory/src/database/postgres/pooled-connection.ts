import { detached } from '@cortex/runtime';
import type { CompiledQuery, DatabaseConnection, QueryResult } from 'kysely';
import type pg from 'pg';
import { isSaidByServer, withoutServer } from './database-away-error.ts';
import { toStorable } from './storable-text.ts';
import { untraced } from './untraced.ts';

const CHANGING = new Set(['INSERT', 'UPDATE', 'DELETE']);

/** A connection of the pool while a caller has it. */
export class PooledConnection implements DatabaseConnection {
  readonly #client: pg.PoolClient;
  #isBroken = false;

  constructor(client: pg.PoolClient) {
    this.#client = client;
    client.on('error', this.#onError);
  }

  /** False after a failure: it can then only be released. */
  get isUsable(): boolean {
    return !this.#isBroken;
  }

  /** Rejects with the server's error or a `DatabaseAwayError`. */
  async executeQuery<Row>({ sql, parameters }: CompiledQuery): Promise<QueryResult<Row>> {
    const { command, rowCount, rows } = await this.#query(sql, parameters.map(storable));
    requireCommitted(sql, command);
    return CHANGING.has(command) ? { rows, numAffectedRows: BigInt(rowCount ?? 0) } : { rows };
  }

  streamQuery<Row>(): AsyncIterableIterator<QueryResult<Row>> {
    throw new Error('Expected no stream of rows: cursors are not set up here');
  }

  /** Returns it to the pool, which closes it if it is broken. */
  release(): void {
    this.#client.off('error', this.#onError);
    detached(() => untraced(() => this.#client.release(this.#isBroken)));
  }

  async #query(sql: string, values: unknown[]): Promise<pg.QueryResult> {
    try {
      return await untraced(() => this.#client.query(sql, values));
    } catch (error) {
      this.#isBroken ||= !isSaidByServer(error);
      throw withoutServer(error);
    }
  }

  /** Without a listener, a connection that breaks between two statements would end the process. */
  readonly #onError = (): void => {
    this.#isBroken = true;
  };
}

/** PostgreSQL reports no error when a failed transaction is committed; its answer names the rollback that it did instead. */
function requireCommitted(sql: string, command: string): void {
  if (sql === 'commit' && command !== 'COMMIT') throw new Error(`Expected a commit, the server made it a ${command}`);
}

function storable(parameter: unknown): unknown {
  return typeof parameter === 'string' ? toStorable(parameter) : parameter;
}
