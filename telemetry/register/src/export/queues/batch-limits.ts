import { positiveNumber } from '../../environment/numbers.ts';
import { exportWait } from '../../process-end/limit.ts';

export interface BatchLimits {
  maxQueueSize?: number;
  maxExportBatchSize?: number;
  scheduledDelayMillis?: number;
  exportTimeoutMillis?: number;
}

/** Reads `OTEL_BSP_*` (spans) or `OTEL_BLRP_*` (log records): the limits that are set, and how long a processor waits for an export. */
export function batchLimits(prefix: 'OTEL_BSP' | 'OTEL_BLRP'): BatchLimits {
  const limits = {
    maxQueueSize: positiveNumber(`${prefix}_MAX_QUEUE_SIZE`),
    maxExportBatchSize: positiveNumber(`${prefix}_MAX_EXPORT_BATCH_SIZE`),
    scheduledDelayMillis: positiveNumber(`${prefix}_SCHEDULE_DELAY`),
    exportTimeoutMillis: positiveNumber(`${prefix}_EXPORT_TIMEOUT`) ?? exportWait(),
  };
  return Object.fromEntries(Object.entries(limits).filter(([, value]) => value !== undefined));
}
