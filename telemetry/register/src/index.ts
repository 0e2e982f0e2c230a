// Exported here so that an application needs only OpenTelemetry's API to leave something untraced.

export { failSpan } from '@cortex/instrumentation-mcp/internal';
export { suppressTracing } from '@opentelemetry/core';
export { countLostLine } from './diagnostics/lost-lines.ts';
export { shutdownTelemetry } from './process-end/shutdown.ts';
export { metricsHandler } from './prometheus/handler.ts';
