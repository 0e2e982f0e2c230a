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
  /** Bounds on the users without a stream whose events are kept, and on the total size of those events. */
  maxIdleUsers: number;
  maxIdleBytes: number;
  /** How long the events of a user without a stream are kept, from the newest event or the end of the last stream on. */
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

  /** Reports that events of any user may be lost: to each open stream, and to each reader that reconnects. */
  gap(): void {
    for (const channel of this.#listening.values()) channel.gap();
    this.#idle.clear();
  }

  /** @throws {HttpError} 429 when the user has as many streams as allowed, 503 when all users together do */
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

  /** Replaces the channel, which has grown: the cache measures only new values. Removing it first would empty the cache's tables if it is the only one. */
  #keepIdle(userId: string, channel: Channel): void {
    this.#idle.set(userId, { channel });
  }
}

function replay(channel: Channel, lastEventId: string, subscriber: Subscriber): void {
  const { complete, events } = channel.after(lastEventId);
  if (!complete) subscriber.gap();
  for (const event of events) subscriber.event({ ...event, createdAt: undefined });
}
