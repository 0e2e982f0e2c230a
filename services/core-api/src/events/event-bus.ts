import type { HealthCheck } from '@cortex/runtime';
import type { EventMetrics } from '@cortex/signals';
import type { EventData, UserEvent } from './event.ts';

/** One stream of a user. It accepts every event immediately, and has to bound by itself what waits for a slow reader. */
export interface Subscriber {
  /** Called for a stream that named no event, with the id of its beginning. The client names that id if the stream breaks off before its first event. */
  begin(id: string): void;
  event(event: UserEvent): void;
  /** Events before the next one may be lost. */
  gap(): void;
}

export interface Subscription {
  /** Delivers the events after the named one, then each new event, in order. Called once. */
  start(subscriber: Subscriber): void;
  /** May be called again. */
  unsubscribe(): void;
}

/**
 * Carries events to their user's streams. `testing/event-bus-contract.ts` states what every implementation does: it delivers a user's
 * events in order and each once, replays a bounded number of them after a disconnect, and reports every loss.
 */
export interface EventBus {
  readonly metrics: EventMetrics;
  /** Checks of what the bus depends on. */
  readonly checks: HealthCheck[];
  /** Publishes `data` as an event of the user. Never waits and never throws, even if the event is lost. */
  publish(userId: string, data: EventData): void;
  /**
   * Subscribes to the events of a user from now on, or to those after the event `lastEventId`.
   * @throws {HttpError} 429 when the user has as many streams as allowed, 503 when all users together do.
   */
  subscribe(userId: string, lastEventId?: string): Promise<Subscription>;
  /** Resolves when every published event is delivered or stored, or is counted as lost. */
  close(): Promise<void>;
}
