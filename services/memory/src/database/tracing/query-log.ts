import type { Logger } from '@cortex/runtime';
import {
  ATTR_DB_QUERY_SUMMARY,
  ATTR_DB_QUERY_TEXT,
  ATTR_ERROR_TYPE,
  LOG_EVENT_FAILED_QUERY,
  LOG_EVENT_SLOW_QUERY,
} from '@cortex/signals/contract';
import type { QueryListeners, SlowQuery } from './database-telemetry.ts';

/** Logs statements that were slow or failed: their text without values, and their duration. */
export function queryLog(logger: Logger): QueryListeners {
  return {
    onSlowQuery: (query) => logger.warn(fieldsOf(query), LOG_EVENT_SLOW_QUERY),
    onFailedQuery: ({ errorType, isTurnedAway, ...query }) =>
      logger[isTurnedAway ? 'warn' : 'error'](
        { ...fieldsOf(query), [ATTR_ERROR_TYPE]: errorType },
        LOG_EVENT_FAILED_QUERY,
      ),
  };
}

function fieldsOf({ summary, text, milliseconds }: SlowQuery) {
  return { [ATTR_DB_QUERY_SUMMARY]: summary, [ATTR_DB_QUERY_TEXT]: text, milliseconds };
}
