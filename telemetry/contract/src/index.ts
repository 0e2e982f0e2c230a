export { ContractError } from './contract-error.ts';
export { inPrometheus, labelOf } from './in-prometheus.ts';
export { absent } from './live/absent.ts';
export { checkLogs, type LogLine } from './live/check-logs.ts';
export { checkMetrics } from './live/check-metrics.ts';
export { checkSpans, type LiveSpan } from './live/check-spans.ts';
export type { Findings } from './live/findings.ts';
export { loadContract, parseContract } from './load.ts';
export type { Contract, DeclaredAttribute, DeclaredMetric } from './schema.ts';
