import {
  ATTR_DB_COLLECTION_NAME,
  ATTR_DB_NAMESPACE,
  ATTR_DB_OPERATION_NAME,
  ATTR_DB_QUERY_SUMMARY,
  ATTR_DB_QUERY_TEXT,
  ATTR_DB_RESPONSE_STATUS_CODE,
  ATTR_DB_SYSTEM_NAME,
  ATTR_ERROR_TYPE,
  ATTR_SERVER_ADDRESS,
  ATTR_SERVER_PORT,
} from '@cortex/telemetry/contract';
import { context, type Span, SpanKind, SpanStatusCode, type Tracer, trace } from '@opentelemetry/api';
import type { CompiledQuery, DatabaseConnection, QueryResult } from 'kysely';
import { errorCodes } from './error-codes.ts';
import { preciseClock } from './precise-clock.ts';
import { describeQuery, withoutRepetition } from './query-description.ts';

const now = preciseClock();

/** The database a connection leads to, as its spans name it. */
export interface DatabaseIdentity {
  /** `db.system.name`, e.g. `sqlite`. */
  system: string;
  /** `db.namespace`: the name of the database. */
  namespace: string;
  /** Of its server; absent for a file. */
  server?: { address: string; port: number };
}

/**
 * A connection whose statements are client spans, by the stable semantic conventions for databases:
 * https://opentelemetry.io/docs/specs/semconv/database/database-spans/
 *
 * A statement outside any trace (migrations at start, health probes) gets no span: it would be a trace of its own that explains no request.
 */
export class TracedConnection implements DatabaseConnection {
  readonly #connection: DatabaseConnection;
  readonly #identity: DatabaseIdentity;
  readonly #tracer: Tracer = trace.getTracer('@cortex/memory');

  constructor(connection: DatabaseConnection, identity: DatabaseIdentity) {
    this.#connection = connection;
    this.#identity = identity;
  }

  async executeQuery<Row>(query: CompiledQuery): Promise<QueryResult<Row>> {
    if (!trace.getSpan(context.active())) return this.#connection.executeQuery<Row>(query);
    const span = this.#startSpan(query);
    try {
      return await this.#connection.executeQuery<Row>(query);
    } catch (error) {
      recordFailure(span, error);
      throw error;
    } finally {
      span.end(now());
    }
  }

  streamQuery<Row>(query: CompiledQuery, chunkSize: number): AsyncIterableIterator<QueryResult<Row>> {
    return this.#connection.streamQuery<Row>(query, chunkSize);
  }

  #startSpan(query: CompiledQuery): Span {
    const { operation, collection, summary } = describeQuery(query);
    const { system, namespace, server } = this.#identity;
    const attributes = {
      [ATTR_DB_SYSTEM_NAME]: system,
      [ATTR_DB_NAMESPACE]: namespace,
      [ATTR_SERVER_ADDRESS]: server?.address,
      [ATTR_SERVER_PORT]: server?.port,
      [ATTR_DB_OPERATION_NAME]: operation,
      [ATTR_DB_COLLECTION_NAME]: collection,
      [ATTR_DB_QUERY_SUMMARY]: summary,
      [ATTR_DB_QUERY_TEXT]: withoutRepetition(query.sql),
    };
    return this.#tracer.startSpan(summary, { kind: SpanKind.CLIENT, attributes, startTime: now() });
  }
}

function recordFailure(span: Span, error: unknown): void {
  const { errorType, statusCode } = errorCodes(error);
  span.setAttribute(ATTR_ERROR_TYPE, errorType);
  if (statusCode) span.setAttribute(ATTR_DB_RESPONSE_STATUS_CODE, statusCode);
  span.setStatus({ code: SpanStatusCode.ERROR, message: String(error) });
}
