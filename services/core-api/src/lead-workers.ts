import type { Workers } from '@cortex/runtime';
import { shareLogins } from './auth/login.ts';
import type { CoreApiConfig } from './config.ts';
import { EventRelay } from './events/workers/event-relay.ts';

/** Runs in the first process. Provides what the workers share: their events, and the failed logins. */
export function leadWorkers(workers: Workers, { limits }: CoreApiConfig): void {
  const relay = new EventRelay(limits.events);
  workers.onStart((link) => relay.serve(link));
  shareLogins(workers);
}
