import type { EventMetrics } from '@cortex/signals';
import type { UserEvent } from '../events/event.ts';

/** Records whether an event reached a client's stream. */
export function recordDelivery(metrics: EventMetrics, { data: { type }, createdAt }: UserEvent, delivered: boolean) {
  if (!delivered) metrics.lost(type);
  // For a replayed event the time would be that of its reader's absence, not a latency.
  else metrics.delivered(type, createdAt === undefined ? undefined : (performance.now() - createdAt) / 1000);
}
