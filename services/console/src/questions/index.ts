/** The questions that other programs ask in the same way as the page. */
export { BackendError } from '../backends/backend-error.ts';
export { type Backends, backendsAt } from '../backends/backends.ts';
export { readBackendUrls } from '../config.ts';
export { explainTrace } from './explain-trace/index.ts';
export { type FoundTrace, type FoundTraces, findTraces, type TraceQuestion } from './find-traces.ts';
export { notSearchedText } from './not-searched-text.ts';
export { tracesWithId } from './traces-with-id.ts';
