import { diag } from '@opentelemetry/api';
import { getStringFromEnv } from '@opentelemetry/core';

/** Who sets `OTEL_CONFIG_FILE` expects it to replace all other variables. */
export function warnOfConfigurationFile(): void {
  const file = getStringFromEnv('OTEL_CONFIG_FILE');
  if (file !== undefined) diag.warn(`OTEL_CONFIG_FILE: "${file}" is not read; set the OTEL_* variables instead`);
}
