/**
 * The telemetry of a console, where the environment says nothing. Calls of agents are spans of MCP, with what they ask the backends below.
 * An open page asks every few seconds and leaves neither spans nor log records: without `http` no request is a span by itself, and its log file
 * has the lines. It takes no profiles of itself, which would be a third of its memory, and does not look at its event loop a hundred times a
 * second, which with its metrics every five seconds would be most of what it does while nobody asks.
 */
export const CONSOLE_TELEMETRY = {
  OTEL_NODE_ENABLED_INSTRUMENTATIONS: 'undici',
  OTEL_LOGS_EXPORTER: 'none',
  CORTEX_PROFILES: 'off',
  OTEL_METRIC_EXPORT_INTERVAL: '15000',
  OTEL_METRIC_EXPORT_TIMEOUT: '4000',
  OTEL_BSP_SCHEDULE_DELAY: '500',
};
