export const INTERNAL_SECRET = 'internal-secret-of-the-tests-0123456789';
export const USER_SECRET = 'user-secret-of-the-tests-0123456789abcdef';

export const SERVICE_CONFIG = { host: '127.0.0.1', port: 0, bodyLimitBytes: 100_000, stopTimeoutMilliseconds: 2000 };

/** Variables of a process that serves /metrics and exports nothing. */
export const WITH_METRICS = {
  NODE_OPTIONS: '--import=@cortex/telemetry/register',
  OTEL_METRICS_EXPORTER: 'prometheus',
  OTEL_TRACES_EXPORTER: 'none',
  OTEL_LOGS_EXPORTER: 'none',
  CORTEX_PROFILES: 'off',
};
