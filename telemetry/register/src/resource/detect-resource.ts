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

/** Describes the service and where it runs, with the detectors that `OTEL_NODE_RESOURCE_DETECTORS` lists, or else with our own default. */
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
