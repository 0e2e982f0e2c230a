import { diag } from '@opentelemetry/api';
import { getNumberFromEnv } from '@opentelemetry/core';

/** A number above 0 from the environment; warns and gives undefined for anything else. */
export function positiveNumber(name: string): number | undefined {
  const value = getNumberFromEnv(name);
  if (value === undefined || value > 0) return value;
  diag.warn(`${name}: expected a number above 0, got ${value}; using the default`);
  return undefined;
}
