/** The services that a request goes through, as telemetry names them. */
export const SERVICES = ['core-api', 'memory-service', 'cognition-service'];

/** What else Prometheus asks whether it answers, by its names for them. */
export const OTHERS = ['cortex-console', 'jaeger', 'logs', 'profile-store'];
