import { oneOf } from '@cortex/instrumentation-mcp/internal';
import type { FlushSignal, ProfileDestination } from '@cortex/profiling';
import { getStringFromEnv } from '@opentelemetry/core';
import { positiveNumber } from './numbers.ts';

/** `CORTEX_PROFILES`: the destination of profiles; undefined when it is not set. */
export function profileDestination(): ProfileDestination | undefined {
  if (getStringFromEnv('CORTEX_PROFILES') === undefined) return undefined;
  return oneOf<ProfileDestination>({ names: ['CORTEX_PROFILES'], choices: ['otlp', 'pyroscope', 'off'] });
}

/** `CORTEX_PROFILES_INTERVAL`: milliseconds from one export of profiles to the next. */
export function profileInterval(): number | undefined {
  return positiveNumber('CORTEX_PROFILES_INTERVAL');
}

/** `CORTEX_PROFILES_SIGNAL`: the signal that sends profiles at once; undefined for none. */
export function flushSignal(): FlushSignal | undefined {
  const choice = oneOf({ names: ['CORTEX_PROFILES_SIGNAL'], choices: ['none', 'SIGUSR2'] });
  return choice === 'none' ? undefined : choice;
}
