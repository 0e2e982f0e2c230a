import { type Backends, backendsAt, readBackendUrls } from '@cortex/console/questions';
import { environmentAt } from '../ask-console/environment-at.ts';
import { type RunningStackOptions, runningUrls, urlInRunningStack } from '../state/running-stack.ts';

/** The backends that the console would ask, but with the Jaeger from which traces are drawn. */
export function backendsOf(stack: RunningStackOptions): Backends {
  const urls = readBackendUrls(environmentAt(runningUrls(stack.home) ?? {}, stack.env));
  return backendsAt({ ...urls, jaeger: urlInRunningStack('jaeger', stack) });
}
