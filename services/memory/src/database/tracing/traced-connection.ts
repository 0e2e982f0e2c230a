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
import type { DatabaseTelemetry } from './database-telemetry.ts';
import { errorCodes } from './error-codes.ts';
import { preciseClock } from './precise-clock.ts';
import { describeQuery, type QueryDescription, withoutRepetition } from './query-description.ts';

const now = preciseClock();

/**
 * A connection whose statements are measured and are client spans, by the stable semantic conventions for databases:
 * https://opentelemetry.io/docs/specs/semconv/database/database-spans/
 *
 * A statement outside any trace (migrations at start, health probes) gets no span: it would be a trace of its own that explains no request.
 */
export class TracedConnection implements DatabaseConnection {
  readonly #connection: DatabaseConnection;
  readonly #telemetry: DatabaseTelemetry;
  readonly #tracer: Tracer = trace.getTracer('@cortex/memory');

  constructor(connection: DatabaseConnection, telemetry: DatabaseTelemetry) {
    this.#connection = connection;
    this.#telemetry = telemetry;
  }

  async executeQuery<Row>(query: CompiledQuery): Promise<QueryResult<Row>> {
    const description = describeQuery(query);
    const started = performance.now();
    try {
      return await this.#traced<Row>(query, description);
    } finally {
      const seconds = (performance.now() - started) / 1000;
      this.#telemetry.executed(description, { sql: query.sql, seconds });
    }
  }

  streamQuery<Row>(query: CompiledQuery, chunkSize: number): AsyncIterableIterator<QueryResult<Row>> {
    return this.#connection.streamQuery<Row>(query, chunkSize);
  }

  async #traced<Row>(query: CompiledQuery, description: QueryDescription): Promise<QueryResult<Row>> {
    if (!trace.getSpan(context.active())) return this.#connection.executeQuery<Row>(query);
    const span = this.#startSpan(query, description);
    try {
      return await this.#connection.executeQuery<Row>(query);
    } catch (error) {
      recordFailure(span, error);
      throw error;
    } finally {
      span.end(now());
    }
  }

  #startSpan(query: CompiledQuery, { operation, collection, summary }: QueryDescription): Span {
    const { system, namespace, server } = this.#telemetry.identity;
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
