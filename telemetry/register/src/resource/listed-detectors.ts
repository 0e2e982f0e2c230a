// This package loads every instrumentation and the detectors of every cloud, so load this file only when the environment lists detectors.
export { getResourceDetectors } from '@opentelemetry/auto-instrumentations-node';
