// `suppressTracing` is exported here so that applications need no package of OpenTelemetry besides its API.

export { failSpan } from '@cortex/instrumentation-mcp/internal';
export { suppressTracing } from '@opentelemetry/core';
export { countLostLine } from './diagnostics/lost-lines.ts';
export { shutdownTelemetry } from './process-end/shutdown.ts';
export { metricsHandler, metricsText } from './prometheus/handler.ts';
