import { trace } from '@opentelemetry/api';
import {
  ATTR_DB_CLIENT_CONNECTION_POOL_NAME,
  ATTR_OPERATION,
  ATTR_TABLE,
  ATTR_WAIT_REASON,
  ATTR_WAIT_TARGET,
  METRIC_DB_CLIENT_CONNECTION_WAIT_TIME,
  METRIC_DB_CONNECTION_WAIT_SECONDS,
  METRIC_DB_CONNECTIONS,
  METRIC_DB_OPERATION_DURATION_SECONDS,
  METRIC_DB_OPERATIONS_TOTAL,
  METRIC_DB_SIZE_BYTES,
  METRIC_DB_SLOW_QUERIES_TOTAL,
} from './contract.ts';
import { histogram, observedCounter, observedGauge, type Series } from './instruments.ts';
import { type ObservedQueue, observeQueue } from './queues.ts';
import { markWait } from './waits.ts';

/** The guide's threshold of a slow query. */
export const SLOW_QUERY_SECONDS = 0.1;

const NO_LABELS = Object.freeze({});
const CONNECTION_WAIT = Object.freeze({ [ATTR_WAIT_REASON]: 'connection', [ATTR_WAIT_TARGET]: 'database' });

export interface OpenDatabase {
  /** The size of the database with its indexes. */
  bytes(): number;
  /** The number of open connections. */
  connections(): number;
  /** The queue for connections, and the connections in use. */
  pool: ObservedQueue;
}

export interface DatabaseMetrics {
  /** Records a finished statement. @param table undefined for a statement without a table */
  operation(what: { operation: string; table: string | undefined }, seconds: number): void;
  /** Records how long the active span waited for its connection. */
  waited(seconds: number): void;
  /** Adds an open database. @returns a function to call when it is closed */
  opened(database: OpenDatabase): () => void;
}

interface OperationSeries {
  labels: { [ATTR_OPERATION]: string; [ATTR_TABLE]: string };
  operations: Series;
  slow: Series;
}

/** The guide's metrics of a database. @param pool the name of its connection pool */
export function databaseMetrics(pool: string): DatabaseMetrics {
  const series = new Map<string, OperationSeries>();
  const duration = histogram(METRIC_DB_OPERATION_DURATION_SECONDS);
  const wait = histogram(METRIC_DB_CONNECTION_WAIT_SECONDS);
  const waitTime = histogram(METRIC_DB_CLIENT_CONNECTION_WAIT_TIME);
  const ofPool = Object.freeze({ [ATTR_DB_CLIENT_CONNECTION_POOL_NAME]: pool });
  const seriesOf = (operation: string, table: string) => {
    const key = `${operation} ${table}`;
    const known = series.get(key) ?? newSeries(operation, table);
    series.set(key, known);
    return known;
  };
  return {
    operation({ operation, table = 'none' }, seconds) {
      const { labels, operations, slow } = seriesOf(operation, table);
      operations.value += 1;
      if (seconds > SLOW_QUERY_SECONDS) slow.value += 1;
      duration.record(seconds, labels);
    },
    waited(seconds) {
      wait.record(seconds, NO_LABELS);
      waitTime.record(seconds, ofPool);
      markWait(trace.getActiveSpan(), CONNECTION_WAIT, seconds);
    },
    opened({ bytes, connections, pool }) {
      const sources = [
        observedGauge(METRIC_DB_SIZE_BYTES).series().add(bytes),
        observedGauge(METRIC_DB_CONNECTIONS).series().add(connections),
        observeQueue('db_connection', pool),
      ];
      return () => {
        for (const remove of sources) remove();
      };
    },
  };
}

function newSeries(operation: string, table: string): OperationSeries {
  const labels = { [ATTR_OPERATION]: operation, [ATTR_TABLE]: table };
  return {
    labels,
    operations: observedCounter(METRIC_DB_OPERATIONS_TOTAL).series(labels),
    slow: observedCounter(METRIC_DB_SLOW_QUERIES_TOTAL).series(labels),
  };
}
