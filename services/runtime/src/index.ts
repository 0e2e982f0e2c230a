export { bearerToken, unauthorized } from './auth/bearer-token.ts';
export {
  createTokenIssuer,
  InvalidTokenError,
  OPERATOR,
  type TokenIssuer,
  type TokenVerifier,
  tokenVerifier,
} from './auth/internal-token.ts';
export { verifiedOnce } from './auth/verified-once.ts';
export { ConfigError } from './config/config-error.ts';
export { type LoadSecretsOptions, loadSecrets } from './config/load-secrets.ts';
export { readConfig } from './config/read-config.ts';
export { serviceConfig, serviceVariables } from './config/service-variables.ts';
export { workerCount } from './config/worker-count.ts';
export { detached } from './context/detached.ts';
export { untraced } from './context/untraced.ts';
export { HttpError, type HttpErrorOptions } from './errors/http-error.ts';
export { reasonOf } from './errors/reason-of.ts';
export { validate } from './errors/validate.ts';
export type { HealthCheck } from './health/health-check.ts';
export { httpHealthCheck } from './health/http-health-check.ts';
export { storageCheck } from './health/storage-check.ts';
export { readBody } from './http/body/read-body.ts';
export { clientAddress, networkOf, type TrustedProxies, trustedProxies } from './http/client-address.ts';
export { clientGone } from './http/client-gone.ts';
export { isLoopback } from './http/is-loopback.ts';
export { noteFailure } from './http/note-failure.ts';
export { addToLog } from './http/request-state.ts';
export type { ServiceConfig, ServiceOptions, StartedService, StopOptions } from './http/service-options.ts';
export { inputContent, inputMetadata } from './input/input-fields.ts';
export { createLogger, type Logger } from './log/create-logger.ts';
export { type CallContext, requireSubject } from './mcp/call-context.ts';
export { McpToolError } from './mcp/mcp-tool-error.ts';
export { defineResource, type Resource, type ResourceOptions } from './mcp/resource.ts';
export { defineTool, type Tool, type ToolOptions } from './mcp/tool.ts';
export { BackgroundTasks, type BackgroundTasksOptions } from './patterns/background-tasks.ts';
export { BatchProcessor, type BatchProcessorOptions } from './patterns/batch-processor.ts';
export { TtlCache, type TtlCacheCounts, type TtlCacheOptions } from './patterns/ttl-cache.ts';
export { WorkerQueue } from './patterns/worker-queue.ts';
export type { Channel } from './process/channel.ts';
export { inWorkers } from './process/in-workers.ts';
export { runProcess } from './process/run-process.ts';
export { startService } from './process/start-service.ts';
export type { WorkerLink, Workers } from './process/workers.ts';
export { Deadline } from './resilience/deadline.ts';
export { type CircuitOpenError, isCircuitOpenError } from './resilience/errors/circuit-open-error.ts';
export { within } from './resilience/within.ts';
export { explainUnusableFile } from './sqlite/explain-unusable-file.ts';
export { ownerOnly } from './sqlite/owner-only.ts';
export { sqliteFailure } from './sqlite/sqlite-failure.ts';
export { writeAhead } from './sqlite/write-ahead.ts';
export { type EventStream, type EventStreamOptions, openEventStream, type Reader } from './sse/event-stream.ts';
export type { ServerSentEvent } from './sse/format-event.ts';
export { StreamSlots, type StreamSlotsLimits } from './sse/stream-slots.ts';
