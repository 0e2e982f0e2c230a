import { ATTR_OPERATION, METRIC_STORAGE_OPERATION_DURATION_SECONDS } from './contract.ts';
import { histogram } from './instruments.ts';

/**
 * Measures a storage operation, over MCP or HTTP.
 * @param operation name of the tool or resource
 * @returns a function that runs the operation and settles as it does
 */
export function storageOperation(operation: string): <Result>(work: () => Promise<Result>) => Promise<Result> {
  const duration = histogram(METRIC_STORAGE_OPERATION_DURATION_SECONDS);
  const labels = Object.freeze({ [ATTR_OPERATION]: operation });
  return async (work) => {
    const started = performance.now();
    try {
      return await work();
    } finally {
      duration.record((performance.now() - started) / 1000, labels);
    }
  };
}
