import type { EventMetrics } from '@cortex/signals';
import type { UserEvent } from '../events/event.ts';

/** Records what became of an event that was given to a client's stream. */
export function recordDelivery(metrics: EventMetrics, { data: { type }, createdAt }: UserEvent, delivered: boolean) {
  if (!delivered) metrics.lost(type);
  // How long its reader was away is no latency.
  else metrics.delivered(type, createdAt === undefined ? undefined : (performance.now() - createdAt) / 1000);
}
