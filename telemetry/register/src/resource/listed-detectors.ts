// It loads every instrumentation, and the detectors of every cloud: to be loaded only where the environment lists detectors.
export { getResourceDetectors } from '@opentelemetry/auto-instrumentations-node';
