import {
  ATTR_DB_COLLECTION_NAME,
  ATTR_DB_NAMESPACE,
  ATTR_DB_OPERATION_NAME,
  ATTR_DB_QUERY_SUMMARY,
  ATTR_DB_QUERY_TEXT,
  ATTR_DB_SYSTEM_NAME,
  ATTR_SERVER_ADDRESS,
  ATTR_SERVER_PORT,
} from '@cortex/telemetry/contract';
import { databaseMetrics, SLOW_QUERY_SECONDS } from '@cortex/telemetry/metrics';
import type { Attributes } from '@opentelemetry/api';
import type { CompiledQuery } from 'kysely';
import { describeQuery, type QueryDescription, withoutRepetition } from './query-description.ts';

/** Statements with lists of many lengths are many; one that is not kept is only worked out again. */
const MOST_KNOWN = 500;

/** The database a connection leads to, as its spans name it. */
export interface DatabaseIdentity {
  /** `db.system.name`, e.g. `sqlite`. */
  system: string;
  /** `db.namespace`: the name of the database. */
  namespace: string;
  /** Of its server; absent for a file. */
  server?: { address: string; port: number };
}

/** What is told of a statement wherever it is told of. */
export interface Statement extends QueryDescription {
  /** Without values, and without what repeats. */
  text: string;
  /** Of its spans. */
  attributes: Attributes;
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
  readonly #statements = new Map<string, Statement>();

  constructor({ onSlowQuery, ...identity }: DatabaseTelemetryOptions) {
    this.identity = identity;
    this.#onSlowQuery = onSlowQuery;
  }

  /** Worked out once for each text. */
  statement(query: CompiledQuery): Statement {
    const known = this.#statements.get(query.sql);
    if (known !== undefined) return known;
    const statement = this.#describe(query);
    if (this.#statements.size < MOST_KNOWN) this.#statements.set(query.sql, statement);
    return statement;
  }

  /** A statement has ended. */
  executed({ operation, collection, summary, text }: Statement, seconds: number): void {
    this.#metrics.operation({ operation, table: collection }, seconds);
    if (seconds <= SLOW_QUERY_SECONDS) return;
    this.#onSlowQuery({ summary, text, milliseconds: Math.round(seconds * 1000) });
  }

  #describe(query: CompiledQuery): Statement {
    const { system, namespace, server } = this.identity;
    const { operation, collection, summary } = describeQuery(query);
    const text = withoutRepetition(query.sql);
    const attributes = {
      [ATTR_DB_SYSTEM_NAME]: system,
      [ATTR_DB_NAMESPACE]: namespace,
      [ATTR_SERVER_ADDRESS]: server?.address,
      [ATTR_SERVER_PORT]: server?.port,
      [ATTR_DB_OPERATION_NAME]: operation,
      [ATTR_DB_COLLECTION_NAME]: collection,
      [ATTR_DB_QUERY_SUMMARY]: summary,
      [ATTR_DB_QUERY_TEXT]: text,
    };
    return { operation, collection, summary, text, attributes };
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
