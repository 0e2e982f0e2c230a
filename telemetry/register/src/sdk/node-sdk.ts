import type { TextMapPropagator } from '@opentelemetry/api';
import { NodeSDK } from '@opentelemetry/sdk-node';
import { without } from '../environment/without.ts';
import type { SdkParts, StartedSdk } from './sdk-parts.ts';

/** Starts `NodeSDK`, which takes its sampler, limits and, where none is given, its propagators from the environment. */
export function startNodeSdk(
  { contextManager, ...parts }: SdkParts,
  propagator: TextMapPropagator | undefined,
): StartedSdk {
  const options = {
    ...parts,
    autoDetectResources: false,
    ...(contextManager && { contextManager }),
    ...(propagator && { textMapPropagator: propagator }),
  };
  // With this variable, NodeSDK creates a logger of its own, which writes to standard output.
  const sdk = without('OTEL_LOG_LEVEL', () => new NodeSDK(options));
  // The SDK's metrics of its own work are made by our processors, where they cost less.
  without('OTEL_NODE_EXPERIMENTAL_SDK_METRICS', () => sdk.start());
  return sdk;
}
