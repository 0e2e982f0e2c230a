import type { Attributes } from '@opentelemetry/api';
import { ATTR_RESULT, ATTR_TOKEN_KIND, type AttributeValues, METRIC_JWT_VALIDATION_SECONDS } from './contract.ts';
import { histogram } from './instruments.ts';

/** Wraps the validation of tokens, to record how long each takes. @param kind `user`: tokens of users; `internal`: tokens between services */
export function timedValidation<Identity>(
  kind: AttributeValues[typeof ATTR_TOKEN_KIND],
  validate: (text: string) => Promise<Identity>,
): (text: string) => Promise<Identity> {
  const duration = histogram(METRIC_JWT_VALIDATION_SECONDS);
  const valid = Object.freeze({ [ATTR_TOKEN_KIND]: kind, [ATTR_RESULT]: 'valid' });
  const invalid = Object.freeze({ [ATTR_TOKEN_KIND]: kind, [ATTR_RESULT]: 'invalid' });
  return async (text) => {
    const started = performance.now();
    let labels: Attributes = invalid;
    try {
      const identity = await validate(text);
      labels = valid;
      return identity;
    } finally {
      duration.record((performance.now() - started) / 1000, labels);
    }
  };
}
