import { diag } from '@opentelemetry/api';
import { getNumberFromEnv } from '@opentelemetry/core';

/** Reads a number above 0 from the environment. @returns undefined when it is not set, or, with a warning, when it is anything else */
export function positiveNumber(name: string): number | undefined {
  const value = getNumberFromEnv(name);
  if (value === undefined || value > 0) return value;
  diag.warn(`${name}: expected a number above 0, got ${value}; using the default`);
  return undefined;
}
