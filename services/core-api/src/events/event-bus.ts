import type { HealthCheck } from '@cortex/runtime';
import type { EventMetrics } from '@cortex/signals';
import type { EventData, UserEvent } from './event.ts';

/** One stream of a user. It takes everything at once: bounding what a slow reader may leave lying is its own part. */
export interface Subscriber {
  /** Where a stream that named no event begins: the id that it names when it breaks off before its first event. */
  begin(id: string): void;
  event(event: UserEvent): void;
  /** Events before the next one may be lost. */
  gap(): void;
}

export interface Subscription {
  /** Hands over what came after the event that was named, and each later event as it comes, in their order. Called once. */
  start(subscriber: Subscriber): void;
  /** May be called again. */
  unsubscribe(): void;
}

/**
 * Carries events to the user they belong to. `testing/event-bus-contract.ts` states what every implementation does: the order
 * of a user's events, each once, a bounded replay after a disconnect, and that nothing is lost without a word.
 */
export interface EventBus {
  readonly metrics: EventMetrics;
  /** What it depends on. */
  readonly checks: HealthCheck[];
  /** Makes `data` an event of the user. Never waits and never throws, whatever becomes of the event. */
  publish(userId: string, data: EventData): void;
  /**
   * Every event of the user from now on, or from the event `lastEventId` on.
   * @throws {HttpError} 429 when the user, 503 when all users together have as many streams as allowed.
   */
  subscribe(userId: string, lastEventId?: string): Promise<Subscription>;
  /** Resolves when what was published is where it belongs, or is counted as lost. */
  close(): Promise<void>;
}
