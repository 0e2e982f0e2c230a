/** The services that handle a request, by their names in telemetry. */
export const SERVICES = ['core-api', 'memory-service', 'cognition-service'];

/** Other targets that Prometheus monitors, by its names for them. */
export const OTHERS = ['cortex-console', 'jaeger', 'logs', 'profile-store'];
