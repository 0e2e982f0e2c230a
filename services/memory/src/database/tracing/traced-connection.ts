import { reasonOf } from '@cortex/runtime';
import { ATTR_DB_RESPONSE_STATUS_CODE, ATTR_ERROR_TYPE } from '@cortex/signals/contract';
import { failSpan } from '@cortex/telemetry';
import { context, type Span, SpanKind, type Tracer, trace } from '@opentelemetry/api';
import type { CompiledQuery, DatabaseConnection, QueryResult } from 'kysely';
import type { DatabaseTelemetry, Statement } from './database-telemetry.ts';
import { errorCodes } from './error-codes.ts';

/**
 * A connection that measures its statements and creates client spans for them, by the stable semantic conventions for databases:
 * https://opentelemetry.io/docs/specs/semconv/database/database-spans/
 *
 * A statement outside of a trace (migrations at start, health probes) gets no span: it would be a trace of its own that explains no request.
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
    const statement = this.#telemetry.statement(query);
    const started = performance.now();
    const seconds = () => (performance.now() - started) / 1000;
    try {
      const result = await this.#traced<Row>(query, statement);
      this.#telemetry.executed(statement, seconds());
      return result;
    } catch (error) {
      this.#telemetry.failed(statement, seconds(), error);
      throw error;
    }
  }

  streamQuery<Row>(query: CompiledQuery, chunkSize: number): AsyncIterableIterator<QueryResult<Row>> {
    return this.#connection.streamQuery<Row>(query, chunkSize);
  }

  async #traced<Row>(query: CompiledQuery, { summary, attributes }: Statement): Promise<QueryResult<Row>> {
    if (!trace.getSpan(context.active())) return this.#connection.executeQuery<Row>(query);
    const span = this.#tracer.startSpan(summary, { kind: SpanKind.CLIENT, attributes });
    try {
      return await this.#connection.executeQuery<Row>(query);
    } catch (error) {
      recordFailure(span, error);
      throw error;
    } finally {
      span.end();
    }
  }
}

function recordFailure(span: Span, error: unknown): void {
  const { errorType, statusCode } = errorCodes(error);
  span.setAttribute(ATTR_ERROR_TYPE, errorType);
  if (statusCode) span.setAttribute(ATTR_DB_RESPONSE_STATUS_CODE, statusCode);
  failSpan(span, reasonOf(error));
}
