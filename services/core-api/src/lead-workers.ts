import type { Workers } from '@cortex/runtime';
import { shareLogins } from './auth/login.ts';
import type { CoreApiConfig } from './config.ts';
import { EventRelay } from './events/workers/event-relay.ts';

/** In the first process: provides what the workers have in common, which is their events and who has failed to log in. */
export function leadWorkers(workers: Workers, { limits }: CoreApiConfig): void {
  const relay = new EventRelay(limits.events);
  workers.onStart((link) => relay.serve(link));
  shareLogins(workers);
}
