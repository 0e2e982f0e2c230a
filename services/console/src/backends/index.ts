/** What programs without the console use of its backends. It reads no traces, so that it needs nothing of the trace reader. */
export { BackendError } from './backend-error.ts';
export { spansInQueue } from './collector-queue.ts';
export { keepLoadResult, readLoadResults } from './load-results.ts';
export {
  type MergedProfile,
  type ProfileQuestion,
  ProfileStoreClient,
  type Range,
  type TypeName,
} from './profile-store.ts';
export { PrometheusClient } from './prometheus.ts';
