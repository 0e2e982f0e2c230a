import { databaseMetrics, SLOW_QUERY_SECONDS } from '@cortex/telemetry/metrics';
import { type QueryDescription, withoutRepetition } from './query-description.ts';

/** The database a connection leads to, as its spans name it. */
export interface DatabaseIdentity {
  /** `db.system.name`, e.g. `sqlite`. */
  system: string;
  /** `db.namespace`: the name of the database. */
  namespace: string;
  /** Of its server; absent for a file. */
  server?: { address: string; port: number };
}

export interface SlowQuery {
  /** Operation and table. */
  summary: string;
  /** Without values. */
  text: string;
  milliseconds: number;
}

export interface DatabaseTelemetryOptions extends DatabaseIdentity {
  /** Told about each statement that took more than 100 ms, in the context of who asked for it. */
  onSlowQuery(query: SlowQuery): void;
}

export interface OpenDatabase {
  /** Its size, with the indexes. */
  bytes(): number;
  /** Connections that are open. */
  connections(): number;
}

/** What is told of one database: which it is, and how long it takes. */
export class DatabaseTelemetry {
  readonly identity: DatabaseIdentity;
  readonly #onSlowQuery: (query: SlowQuery) => void;
  readonly #metrics = databaseMetrics();

  constructor({ onSlowQuery, ...identity }: DatabaseTelemetryOptions) {
    this.identity = identity;
    this.#onSlowQuery = onSlowQuery;
  }

  /** A statement has ended. */
  executed(
    { operation, collection, summary }: QueryDescription,
    { sql, seconds }: { sql: string; seconds: number },
  ): void {
    this.#metrics.operation({ operation, table: collection }, seconds);
    if (seconds <= SLOW_QUERY_SECONDS) return;
    this.#onSlowQuery({ summary, text: withoutRepetition(sql), milliseconds: Math.round(seconds * 1000) });
  }

  /** Waits for a connection. Rejects as `acquire` does. */
  async acquire<Connection>(acquire: () => Promise<Connection>): Promise<Connection> {
    const started = performance.now();
    try {
      return await acquire();
    } finally {
      this.#metrics.waited((performance.now() - started) / 1000);
    }
  }

  /** Tells how large the database is and how it is used, until the returned function is called. */
  observe(database: OpenDatabase): () => void {
    return this.#metrics.opened(database);
  }
}
