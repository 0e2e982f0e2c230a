import type { TextMapPropagator } from '@opentelemetry/api';
import { NodeSDK } from '@opentelemetry/sdk-node';
import { without } from '../environment/without.ts';
import type { SdkParts, StartedSdk } from './sdk-parts.ts';

/** Starts `NodeSDK`, which reads its sampler, its limits and, if no propagator is given, its propagators from the environment. */
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
  // If this variable is set, NodeSDK creates a logger of its own, which writes to standard output.
  const sdk = without('OTEL_LOG_LEVEL', () => new NodeSDK(options));
  // Our processors emit the SDK's self-metrics, at a lower cost.
  without('OTEL_NODE_EXPERIMENTAL_SDK_METRICS', () => sdk.start());
  return sdk;
}
