import {
  ATTR_OPERATION,
  ATTR_RESULT_TYPE,
  type AttributeValues,
  METRIC_CONTEXT_GENERATION_DURATION_SECONDS,
  METRIC_CONTEXT_GENERATION_TOTAL,
  METRIC_CONTEXT_SIZE_BYTES,
  METRIC_MEMORY_SERVICE_CALLS_TOTAL,
  METRIC_MEMORY_SERVICE_DURATION_SECONDS,
} from './contract.ts';
import { histogram, observedCounter } from './instruments.ts';

export type ContextResult = Exclude<AttributeValues[typeof ATTR_RESULT_TYPE], 'error'>;

export interface ContextMetrics {
  /** A context was generated, in so many seconds and with so many bytes. */
  generated(result: ContextResult, measured: { seconds: number; bytes: number }): void;
  /** A context could not be generated. */
  failed(): void;
  /** The memory service answered a call of `get_history`, or the call failed. */
  readHistory(seconds: number, outcome: 'answered' | 'failed'): void;
}

/** The guide's metrics of context generation. */
export function contextMetrics(): ContextMetrics {
  const duration = histogram(METRIC_CONTEXT_GENERATION_DURATION_SECONDS);
  const size = histogram(METRIC_CONTEXT_SIZE_BYTES);
  const callDuration = histogram(METRIC_MEMORY_SERVICE_DURATION_SECONDS);
  const results = { full: resultSeries('full'), fallback: resultSeries('fallback'), error: resultSeries('error') };
  const calls = { answered: callSeries('get_history'), failed: callSeries('get_history_error') };
  return {
    generated(result, { seconds, bytes }) {
      const series = results[result];
      series.value += 1;
      duration.record(seconds, series.attributes);
      size.record(bytes, series.attributes);
    },
    failed() {
      results.error.value += 1;
    },
    readHistory(seconds, outcome) {
      const series = calls[outcome];
      series.value += 1;
      callDuration.record(seconds, series.attributes);
    },
  };
}

function resultSeries(result: ContextResult | 'error') {
  return observedCounter(METRIC_CONTEXT_GENERATION_TOTAL).series({ [ATTR_RESULT_TYPE]: result });
}

function callSeries(operation: string) {
  return observedCounter(METRIC_MEMORY_SERVICE_CALLS_TOTAL).series({ [ATTR_OPERATION]: operation });
}
