import { getStringFromEnv } from '@opentelemetry/core';
import { oneOf } from '../environment/choices.ts';
import { positiveNumber } from '../environment/numbers.ts';

const DEFAULT_INTERVAL_MILLISECONDS = 15_000;

/** Where profiles go: through the Collector, straight to a Pyroscope, or nowhere. */
export type ProfileDestination = 'otlp' | 'pyroscope' | 'off';

export type FlushSignal = 'SIGUSR2';

/** Whether `CORTEX_PROFILES` is set; without it profiling is on, too. */
export function isProfilingAskedFor(): boolean {
  return getStringFromEnv('CORTEX_PROFILES') !== undefined;
}

/** `CORTEX_PROFILES` */
export function profileDestination(): ProfileDestination {
  return oneOf({ names: ['CORTEX_PROFILES'], choices: ['otlp', 'pyroscope', 'off'] });
}

/** `CORTEX_PROFILES_INTERVAL`: milliseconds from one export of profiles to the next. */
export function intervalMilliseconds(): number {
  return positiveNumber('CORTEX_PROFILES_INTERVAL') ?? DEFAULT_INTERVAL_MILLISECONDS;
}

/** `CORTEX_PROFILES_SIGNAL`: the signal at which profiles are sent at once. None by default: a listener takes away what the signal does else. */
export function flushSignal(): FlushSignal | undefined {
  const choice = oneOf({ names: ['CORTEX_PROFILES_SIGNAL'], choices: ['none', 'SIGUSR2'] });
  return choice === 'none' ? undefined : choice;
}
