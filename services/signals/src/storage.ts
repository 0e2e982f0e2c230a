import { ATTR_OPERATION, METRIC_STORAGE_OPERATION_DURATION_SECONDS, type MetricValues } from './contract.ts';
import { histogram } from './instruments.ts';

type StorageOperation = MetricValues[typeof METRIC_STORAGE_OPERATION_DURATION_SECONDS][typeof ATTR_OPERATION];

/**
 * Measures a storage operation, over MCP or HTTP.
 * @param operation name of the tool or resource, as the contract lists it
 * @returns a function that runs the operation and settles as it does
 */
export function storageOperation(
  operation: StorageOperation,
): <Result>(work: () => Promise<Result>) => Promise<Result> {
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
