/** The services that a request goes through, as telemetry names them. */
export const SERVICES = ['core-api', 'memory-service', 'cognition-service'];
