import { eventMetrics } from '@cortex/signals';
import { type EventData, sizeOf } from '../event.ts';
import type { EventBus, Subscription } from '../event-bus.ts';
import { EventHub, type EventHubLimits } from './event-hub.ts';

/** An event bus within this process. */
export class InProcessBus implements EventBus {
  readonly metrics = eventMetrics();
  readonly checks = [];
  readonly #hub: EventHub;

  constructor(limits: EventHubLimits, clock?: { now(): number }) {
    this.#hub = new EventHub(limits, clock);
  }

  /** Hands the event to the user's subscribers before it returns. */
  publish(userId: string, data: EventData): void {
    this.#hub.publish(userId, data, { createdAt: performance.now(), bytes: sizeOf(data) });
    this.metrics.published(data.type);
  }

  async subscribe(userId: string, lastEventId?: string): Promise<Subscription> {
    return this.#hub.subscribe(userId, lastEventId);
  }

  async close(): Promise<void> {}
}
