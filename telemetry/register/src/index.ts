export { countLostLine } from './diagnostics/lost-lines.ts';
export { metricsHandler } from './prometheus/handler.ts';
export { shutdownTelemetry } from './shutdown.ts';
export { failSpan } from './tracing/fail-span.ts';
