import { StreamSlots, type StreamSlotsLimits } from '@cortex/runtime';
import { eventMetrics } from '@cortex/signals';
import { LRUCache } from 'lru-cache';
import { Channel, type Subscriber } from './channel.ts';
import type { EventData } from './event.ts';
import type { EventLogLimits, Replay } from './event-log.ts';

export interface EventBusLimits extends StreamSlotsLimits {
  /** Kept for replay, per user. */
  replay: EventLogLimits;
  /** Users without a stream whose events are kept, and the size of those events together. */
  maxIdleUsers: number;
  maxIdleBytes: number;
  /** How long the events of a user without a stream are kept after the last thing that happened. */
  idleMilliseconds: number;
}

export interface Subscription {
  /** What the subscriber missed since the id it named; it gets everything later by itself. */
  replay: Replay;
  /** Ends the subscription. May be called again. */
  unsubscribe(): void;
}

/**
 * Carries events to the user they belong to, within this process and within bounded memory.
 * Users who listen are held in a map bounded by the number of streams; the rest wait in a cache for a reconnect.
 */
export class EventBus {
  readonly metrics = eventMetrics();
  readonly #limits: EventBusLimits;
  readonly #listening = new Map<string, Channel>();
  readonly #idle: LRUCache<string, { channel: Channel }>;
  readonly #slots: StreamSlots;

  constructor(limits: EventBusLimits, clock: { now(): number } = performance) {
    this.#limits = limits;
    this.#slots = new StreamSlots(limits);
    this.#idle = new LRUCache({
      max: limits.maxIdleUsers,
      maxSize: limits.maxIdleBytes,
      sizeCalculation: ({ channel }) => Math.max(1, channel.bytes),
      ttl: limits.idleMilliseconds,
      ttlResolution: 0,
      perf: clock,
    });
  }

  /** Subscriptions now: of one user, or of all. */
  subscriberCount(userId?: string): number {
    return userId === undefined ? this.#slots.taken : (this.#listening.get(userId)?.subscriberCount ?? 0);
  }

  /** Makes `data` an event of the user, and hands it to the user's subscribers before it returns. */
  publish(userId: string, data: EventData): void {
    const channel = this.#channelOf(userId);
    channel.publish(data);
    this.metrics.published(data.type);
    if (channel.subscriberCount === 0) this.#keepIdle(userId, channel);
  }

  /**
   * Every event of the user from now on, and what came after the event `lastEventId`.
   * @throws {HttpError} 429 when the user, 503 when all users together have as many streams as allowed.
   */
  subscribe(userId: string, subscriber: Subscriber, lastEventId?: string): Subscription {
    const leave = this.#slots.take(userId);
    const channel = this.#channelOf(userId);
    this.#idle.delete(userId);
    this.#listening.set(userId, channel);
    channel.add(subscriber);
    return {
      replay: lastEventId === undefined ? { complete: true, events: [] } : channel.after(lastEventId),
      unsubscribe: () => {
        leave();
        this.#remove(userId, channel, subscriber);
      },
    };
  }

  #channelOf(userId: string): Channel {
    return this.#listening.get(userId) ?? this.#idle.get(userId)?.channel ?? new Channel(this.#limits.replay);
  }

  #remove(userId: string, channel: Channel, subscriber: Subscriber): void {
    if (!channel.remove(subscriber) || channel.subscriberCount > 0) return;
    this.#listening.delete(userId);
    this.#keepIdle(userId, channel);
  }

  /** The cache measures only what is new to it, and the channel has grown. To take it out first would empty the cache's tables when it is the last. */
  #keepIdle(userId: string, channel: Channel): void {
    this.#idle.set(userId, { channel });
  }
}
