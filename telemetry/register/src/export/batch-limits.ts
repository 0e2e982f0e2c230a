import { positiveNumber } from '../environment/numbers.ts';
import { endLimit } from '../process-end/limit.ts';

export interface BatchLimits {
  maxQueueSize?: number;
  maxExportBatchSize?: number;
  scheduledDelayMillis?: number;
  exportTimeoutMillis?: number;
}

/**
 * `OTEL_BSP_*` (spans) or `OTEL_BLRP_*` (log records): the limits that are set. While a processor waits for an export, its timer keeps the process
 * alive; so by default it waits no longer than the end of the process may take. The export goes on.
 */
export function batchLimits(prefix: 'OTEL_BSP' | 'OTEL_BLRP'): BatchLimits {
  const limits = {
    maxQueueSize: positiveNumber(`${prefix}_MAX_QUEUE_SIZE`),
    maxExportBatchSize: positiveNumber(`${prefix}_MAX_EXPORT_BATCH_SIZE`),
    scheduledDelayMillis: positiveNumber(`${prefix}_SCHEDULE_DELAY`),
    exportTimeoutMillis: positiveNumber(`${prefix}_EXPORT_TIMEOUT`) ?? endLimit(),
  };
  return Object.fromEntries(Object.entries(limits).filter(([, value]) => value !== undefined));
}
