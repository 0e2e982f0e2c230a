import { type DatabaseMetrics, databaseMetrics, type OpenDatabase, SLOW_QUERY_SECONDS } from '@cortex/signals';
import {
  ATTR_DB_COLLECTION_NAME,
  ATTR_DB_NAMESPACE,
  ATTR_DB_OPERATION_NAME,
  ATTR_DB_QUERY_SUMMARY,
  ATTR_DB_QUERY_TEXT,
  ATTR_DB_SYSTEM_NAME,
  ATTR_SERVER_ADDRESS,
  ATTR_SERVER_PORT,
} from '@cortex/signals/contract';
import type { Attributes } from '@opentelemetry/api';
import type { CompiledQuery } from 'kysely';
import type { MemoryDatabase } from '../memory-database.ts';
import { errorCodes } from './error-codes.ts';
import { describeQuery, type QueryDescription, withoutRepetition } from './query-description.ts';

/** Bounds the cache: statements with lists have many lengths. One that is not cached is only described again. */
const MOST_KNOWN = 500;

/** The attributes of a database in its spans. */
export interface DatabaseIdentity {
  /** `db.system.name`, e.g. `sqlite`. */
  system: string;
  /** `db.namespace`: the name of the database. */
  namespace: string;
  /** The address of the server; absent for a file. */
  server?: { address: string; port: number };
}

/** The description of a statement for spans, metrics and log lines. */
export interface Statement extends QueryDescription {
  /** The statement without values and repetitions. */
  text: string;
  /** The attributes of its spans. */
  attributes: Attributes;
}

export interface SlowQuery {
  /** Operation and table. */
  summary: string;
  /** The statement without values. */
  text: string;
  milliseconds: number;
}

export interface FailedQuery extends SlowQuery {
  /** The `error.type` of its span. The message is left out, because it could contain values. */
  errorType: string;
  /** Whether the database refused it for now, so that it may succeed a moment later. */
  isTurnedAway: boolean;
}

/** Called in the async context of the statement's caller. */
export interface QueryListeners {
  /** A statement took more than 100 ms. */
  onSlowQuery(query: SlowQuery): void;
  /** A statement failed, however long it took. */
  onFailedQuery(query: FailedQuery): void;
}

export interface DatabaseTelemetryOptions extends DatabaseIdentity, QueryListeners {
  /** {@link MemoryDatabase.turnedAway} */
  turnedAway: MemoryDatabase['turnedAway'];
}

/** The telemetry of one database: its spans, metrics, slow and failed statements. */
export class DatabaseTelemetry {
  readonly identity: DatabaseIdentity;
  readonly #listeners: QueryListeners;
  readonly #turnedAway: MemoryDatabase['turnedAway'];
  readonly #metrics: DatabaseMetrics;
  readonly #statements = new Map<string, Statement>();

  constructor({ onSlowQuery, onFailedQuery, turnedAway, ...identity }: DatabaseTelemetryOptions) {
    this.identity = identity;
    this.#listeners = { onSlowQuery, onFailedQuery };
    this.#turnedAway = turnedAway;
    this.#metrics = databaseMetrics(poolName(identity));
  }

  /** Describes a statement, once for each text. */
  statement(query: CompiledQuery): Statement {
    const known = this.#statements.get(query.sql);
    if (known !== undefined) return known;
    const statement = this.#describe(query);
    if (this.#statements.size < MOST_KNOWN) this.#statements.set(query.sql, statement);
    return statement;
  }

  /** Records a statement that succeeded. */
  executed(statement: Statement, seconds: number): void {
    this.#measure(statement, seconds);
    if (seconds > SLOW_QUERY_SECONDS) this.#listeners.onSlowQuery(described(statement, seconds));
  }

  /** Records a statement that failed. */
  failed(statement: Statement, seconds: number, error: unknown): void {
    this.#measure(statement, seconds);
    const { errorType } = errorCodes(error);
    const isTurnedAway = this.#turnedAway(error) !== undefined;
    this.#listeners.onFailedQuery({ ...described(statement, seconds), errorType, isTurnedAway });
  }

  #measure({ operation, collection }: Statement, seconds: number): void {
    this.#metrics.operation({ operation, table: collection }, seconds);
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

  /** Measures the wait for a connection. Rejects as `acquire` does. */
  async acquire<Connection>(acquire: () => Promise<Connection>): Promise<Connection> {
    const started = performance.now();
    try {
      return await acquire();
    } finally {
      this.#metrics.waited((performance.now() - started) / 1000);
    }
  }

  /** Reports the size and use of the database, until the returned function is called. */
  observe(database: OpenDatabase): () => void {
    return this.#metrics.opened(database);
  }
}

function described({ summary, text }: Statement, seconds: number): SlowQuery {
  return { summary, text, milliseconds: Math.round(seconds * 1000) };
}

/** The pool's name, as in the metrics of `@opentelemetry/instrumentation-pg`. */
function poolName({ namespace, server }: DatabaseIdentity): string {
  return server === undefined ? namespace : `${server.address}:${server.port}/${namespace}`;
}
