/** The services that a request goes through, as telemetry names them. */
export const SERVICES = ['core-api', 'memory-service', 'cognition-service'];

/** The backends that Prometheus asks whether they answer, by its names for them. */
export const BACKENDS = ['jaeger', 'logs', 'profile-store'];
