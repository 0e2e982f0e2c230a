import { StreamSlots, type StreamSlotsLimits } from '@cortex/runtime';
import { LRUCache } from 'lru-cache';
import type { EventData, Published } from '../event.ts';
import type { Subscriber, Subscription } from '../event-bus.ts';
import { HeldEvents } from '../held-events.ts';
import { Channel } from './channel.ts';
import type { EventLogLimits } from './event-log.ts';

export interface EventHubLimits extends StreamSlotsLimits {
  /** Kept for replay, per user. */
  replay: EventLogLimits;
  /** Users without a stream whose events are kept, and the size of those events together. */
  maxIdleUsers: number;
  maxIdleBytes: number;
  /** How long the events of a user without a stream are kept after the last thing that happened. */
  idleMilliseconds: number;
}

/**
 * Hands events to the streams of their user, and keeps the latest ones, within bounded memory.
 * Users who listen are held in a map bounded by the number of streams; the rest wait in a cache for a reconnect.
 */
export class EventHub {
  readonly #limits: EventHubLimits;
  readonly #listening = new Map<string, Channel>();
  readonly #idle: LRUCache<string, { channel: Channel }>;
  readonly #slots: StreamSlots;

  constructor(limits: EventHubLimits, clock: { now(): number } = performance) {
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

  /** Hands the event to the user's subscribers before it returns. */
  publish(userId: string, data: EventData, published: Published): void {
    const channel = this.#channelOf(userId);
    channel.publish(data, published);
    if (channel.subscriberCount === 0) this.#keepIdle(userId, channel);
  }

  /** Events of any user may be lost: says so to each stream, and to each reader that comes back. */
  gap(): void {
    for (const channel of this.#listening.values()) channel.gap();
    this.#idle.clear();
  }

  /** @throws {HttpError} 429 when the user, 503 when all users together have as many streams as allowed */
  subscribe(userId: string, lastEventId: string | undefined): Subscription {
    const leave = this.#slots.take(userId);
    const channel = this.#channelOf(userId);
    this.#idle.delete(userId);
    this.#listening.set(userId, channel);
    const held = new HeldEvents();
    if (lastEventId === undefined) held.begin(channel.lastId);
    else replay(channel, lastEventId, held);
    channel.add(held);
    return {
      start: (subscriber) => held.handTo(subscriber),
      unsubscribe: () => {
        leave();
        this.#remove(userId, channel, held);
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

function replay(channel: Channel, lastEventId: string, subscriber: Subscriber): void {
  const { complete, events } = channel.after(lastEventId);
  if (!complete) subscriber.gap();
  for (const event of events) subscriber.event({ ...event, createdAt: undefined });
}
