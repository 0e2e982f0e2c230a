import { getStringFromEnv } from '@opentelemetry/core';
import {
  detectResources,
  envDetector,
  type Resource,
  type ResourceDetector,
  serviceInstanceIdDetector,
} from '@opentelemetry/resources';
import { resourceAttributesDetector } from '../environment/resource-attributes.ts';
import { loadModule } from '../load-module.ts';
import { machineResource, serviceResource } from './service-and-machine.ts';

/** What is known of the service, and of where it runs: by the detectors that `OTEL_NODE_RESOURCE_DETECTORS` lists, else by our own choice. */
export function detectResource(): Resource {
  const service = serviceResource(process.argv[1]);
  if (getStringFromEnv('OTEL_NODE_RESOURCE_DETECTORS') === undefined)
    return service
      .merge(machineResource())
      .merge(detectResources({ detectors: [serviceInstanceIdDetector, resourceAttributesDetector] }));
  const { getResourceDetectors } = loadModule<typeof import('./listed-detectors.ts')>('./resource/listed-detectors');
  return service.merge(detectResources({ detectors: getResourceDetectors().map(withWarning) }));
}

function withWarning(detector: ResourceDetector): ResourceDetector {
  return detector === envDetector ? resourceAttributesDetector : detector;
}
