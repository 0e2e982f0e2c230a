/**
 * The telemetry of a program that others ask every few seconds, where the environment says nothing: metrics, and spans of what these instrumentations
 * see. Without `http` no request is a span by itself. Its log file has its lines, and it takes no profiles of itself. It does not look at its event
 * loop a hundred times a second, which with metrics every five seconds would be most of what it does while nobody asks.
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
