import type { EventMetrics } from '@cortex/signals';
import type { UserEvent } from '../events/event.ts';

type Settled = (event: UserEvent, delivered: boolean) => void;

/** Records what became of the events that were given to a client's stream. */
export function deliveryMetrics(metrics: EventMetrics): { live: Settled; replayed: Settled } {
  const live: Settled = ({ data: { type }, createdAt }, delivered) => {
    if (!delivered) return metrics.lost(type);
    metrics.delivered(type, (performance.now() - createdAt) / 1000);
  };
  // How long its reader was away is no latency.
  const replayed: Settled = ({ data: { type } }, delivered) => {
    if (delivered) metrics.delivered(type, undefined);
    else metrics.lost(type);
  };
  return { live, replayed };
}
