import { diag } from '@opentelemetry/api';
import { getStringFromEnv } from '@opentelemetry/core';
import { envDetector, type ResourceDetector } from '@opentelemetry/resources';

const VARIABLE = 'OTEL_RESOURCE_ATTRIBUTES';

/** The SDK's detector, with a warning when one bad pair makes it ignore all of `OTEL_RESOURCE_ATTRIBUTES`, which it does silently. */
export const resourceAttributesDetector: ResourceDetector = {
  detect(config) {
    const detected = envDetector.detect(config);
    const names = Object.keys(detected.attributes ?? {}).filter((name) => name !== 'service.name');
    const given = getStringFromEnv(VARIABLE);
    if (names.length === 0 && given !== undefined && !/^\s*service\.name\s*=[^,=]*$/.test(given)) {
      diag.warn(
        `${VARIABLE}: expected key=value pairs, percent-encoded, separated by commas, got "${given}"; ignoring it`,
      );
    }
    return detected;
  },
};
