/** What other programs use of the console's backends. It does not read traces, and so does not load the trace reader. */
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
