export { timedValidation } from './auth.ts';
export { type CacheName, observeCache } from './cache.ts';
export { type ContextMetrics, type ContextResult, contextMetrics } from './context.ts';
export { type DatabaseMetrics, databaseMetrics, type OpenDatabase, SLOW_QUERY_SECONDS } from './database.ts';
export { endToEndLatency } from './end-to-end.ts';
export {
  EVENT_DESTINATION,
  EVENT_SUBJECTS,
  type EventBusMetrics,
  eventBusMetrics,
  type LossReason,
} from './event-bus.ts';
export { type EventMetrics, type EventType, eventMetrics } from './events.ts';
export { type ObservedHealth, observeHealth } from './health.ts';
export {
  type CircuitState,
  type McpCall,
  type McpClientMetrics,
  type McpErrorType,
  mcpClientMetrics,
} from './mcp-client.ts';
export { callsTo, type ObservedQueue, observeBackgroundTasks, observeQueue, type QueueName } from './queues.ts';
export { storageOperation } from './storage.ts';
export { resourceStreams, sseConnectionOpened } from './streams.ts';
export { type Waits, waitsFor } from './waits.ts';
export { type ObservedWorkers, observeWorkers, workerRestarts } from './workers.ts';
