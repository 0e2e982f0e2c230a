export { metricsHandler } from './prometheus/handler.ts';
export { shutdownTelemetry } from './shutdown.ts';
