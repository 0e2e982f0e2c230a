import type { Logger } from '@cortex/runtime';
import {
  ATTR_DB_QUERY_SUMMARY,
  ATTR_DB_QUERY_TEXT,
  ATTR_ERROR_TYPE,
  LOG_EVENT_FAILED_QUERY,
  LOG_EVENT_SLOW_QUERY,
} from '@cortex/signals/contract';
import type { FailedQuery, QueryListeners, SlowQuery } from './database-telemetry.ts';

/** While a lock lasts, each request tries again several times a second. */
const QUIET_MILLISECONDS = 10_000;

/** Logs slow and failed statements, with their text without values, and their duration. */
export function queryLog(logger: Logger, now: () => number = Date.now): QueryListeners {
  const throttle = new Throttle(now);
  return {
    onSlowQuery: (query) => logger.warn(fieldsOf(query), LOG_EVENT_SLOW_QUERY),
    onFailedQuery: (query) => {
      const fields = { ...fieldsOf(query), [ATTR_ERROR_TYPE]: query.errorType };
      if (!query.isTurnedAway) return logger.error(fields, LOG_EVENT_FAILED_QUERY);
      const suppressed = throttle.admit(query);
      if (suppressed !== undefined)
        logger.warn({ ...fields, ...(suppressed > 0 && { suppressed }) }, LOG_EVENT_FAILED_QUERY);
    },
  };
}

/** Limits log lines to one for each kind of failure and interval. Kinds are few, because they contain no values. */
class Throttle {
  readonly #now: () => number;
  readonly #kinds = new Map<string, { until: number; suppressed: number }>();

  constructor(now: () => number) {
    this.#now = now;
  }

  /** How many failures of this kind were not logged since the last line; undefined if this one must not be logged either. */
  admit({ summary, errorType }: FailedQuery): number | undefined {
    const kind = `${summary} ${errorType}`;
    const last = this.#kinds.get(kind);
    if (last !== undefined && this.#now() < last.until) {
      last.suppressed++;
      return undefined;
    }
    this.#kinds.set(kind, { until: this.#now() + QUIET_MILLISECONDS, suppressed: 0 });
    return last?.suppressed ?? 0;
  }
}

function fieldsOf({ summary, text, milliseconds }: SlowQuery) {
  return { [ATTR_DB_QUERY_SUMMARY]: summary, [ATTR_DB_QUERY_TEXT]: text, milliseconds };
}
