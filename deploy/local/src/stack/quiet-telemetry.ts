/**
 * The default telemetry of a program that is polled every few seconds: metrics, and the spans of the given instrumentations. Without `http` among
 * them, a request alone makes no span. Log lines go only to its log file, and it takes no profiles of itself. Without `runtime-node` it does not sample
 * its event loop a hundred times a second; with metrics every five seconds, that would be most of its work while idle.
 * @param instrumentations comma-separated names for `OTEL_NODE_ENABLED_INSTRUMENTATIONS`
 */
export function quietTelemetry(instrumentations: string) {
  return {
    OTEL_NODE_ENABLED_INSTRUMENTATIONS: instrumentations,
    OTEL_LOGS_EXPORTER: 'none',
    CORTEX_PROFILES: 'off',
    OTEL_METRIC_EXPORT_INTERVAL: '15000',
    OTEL_METRIC_EXPORT_TIMEOUT: '4000',
    OTEL_BSP_SCHEDULE_DELAY: '500',
  };
}
