import { type HealthCheck, type Logger, StreamSlots, within } from '@cortex/runtime';
import { eventBusMetrics, eventMetrics } from '@cortex/signals';
import { LOG_EVENT_GAPS_NOT_DELIVERED, LOG_EVENT_UNREADABLE_MESSAGE_SKIPPED } from '@cortex/signals/contract';
import type { EventData } from '../event.ts';
import type { EventBus, Subscription } from '../event-bus.ts';
import { HeldEvents } from '../held-events.ts';
import { Feed } from './feed.ts';
import type { NatsLimits } from './limits.ts';
import type { NatsLocation } from './location.ts';
import { LossLog } from './loss-log.ts';
import { NatsLink } from './nats-link.ts';
import type { NatsSession } from './nats-session.ts';
import { Outbox } from './outbox.ts';
import { subjectsOf } from './subjects.ts';

/** How long a new SSE stream, and after a reconnect the waiting events, wait for a slow NATS to answer which events were missed. */
const PATIENCE_MILLISECONDS = 2_000;

export interface NatsBusOptions {
  location: NatsLocation;
  limits: NatsLimits;
  logger: Logger;
}

/** Publishes events to a NATS stream, and delivers the events of all replicas to the SSE streams of this one. */
export class NatsBus implements EventBus {
  readonly metrics = eventMetrics();
  readonly checks: HealthCheck[];
  readonly #options: NatsBusOptions;
  readonly #busMetrics = eventBusMetrics();
  readonly #feeds = new Set<Feed>();
  readonly #slots: StreamSlots;
  readonly #outbox: Outbox;
  readonly #link: NatsLink;
  readonly #unobserve: () => void;
  readonly #losses: LossLog;

  /** Starts to connect. Events that are published before the connection is made wait for it. */
  constructor(options: NatsBusOptions) {
    const { limits } = options;
    this.#options = options;
    this.#slots = new StreamSlots(limits);
    this.#losses = new LossLog(options.logger);
    this.#outbox = new Outbox({
      limits: limits.outbox,
      published: this.metrics.published,
      metrics: this.#busMetrics,
      onLost: (reason, events, error) => this.#losses.add(reason, events, error),
    });
    this.#link = new NatsLink({
      ...options,
      onConnected: (session) => void this.#connected(session),
      onLost: () => this.#away(),
    });
    this.#unobserve = this.#busMetrics.observe({
      waiting: () => this.#outbox.waiting,
      isConnected: () => this.#link.session !== undefined,
    });
    this.checks = [{ name: 'event_bus', isRequired: false, check: async () => this.#requireConnection() }];
  }

  publish(userId: string, data: EventData): void {
    this.#outbox.add(subjectsOf(userId).stored, data);
  }

  async subscribe(userId: string, lastEventId?: string): Promise<Subscription> {
    const leave = this.#slots.take(userId);
    const held = new HeldEvents();
    const { session } = this.#link;
    const feed = new Feed(
      {
        subjects: subjectsOf(userId),
        lastEventId,
        subscriber: held,
        onEvent: this.#busMetrics.consumed,
        onUnreadable: (sequence, cause) => this.#skip(sequence, cause),
      },
      session,
    );
    this.#feeds.add(feed);
    if (session) await patiently(feed.connected(session));
    return {
      start: (subscriber) => held.handTo(subscriber),
      unsubscribe: () => {
        leave();
        feed.end();
        this.#feeds.delete(feed);
      },
    };
  }

  async close(): Promise<void> {
    const { limits, logger } = this.#options;
    const users = await this.#outbox.drain(limits);
    this.#losses.close();
    if (users > 0) logger.warn({ users }, LOG_EVENT_GAPS_NOT_DELIVERED);
    for (const feed of this.#feeds) feed.end();
    await this.#link.close();
    this.#unobserve();
  }

  /** SSE streams that were opened while NATS was away determine their position before the waiting events are published. */
  async #connected(session: NatsSession): Promise<void> {
    await patiently(Promise.all([...this.#feeds].map((feed) => feed.connected(session))));
    if (this.#link.session === session) this.#outbox.connected(session);
  }

  #away(): void {
    this.#outbox.away();
    for (const feed of this.#feeds) feed.away();
  }

  #requireConnection(): void {
    if (!this.#link.session) throw new Error('NATS is away');
  }

  #skip(sequence: number, cause: string): void {
    this.#busMetrics.unreadable();
    this.#options.logger.warn({ sequence, cause }, LOG_EVENT_UNREADABLE_MESSAGE_SKIPPED);
  }
}

/** Waits for the work up to a time limit, whether it succeeds or not. */
async function patiently(work: Promise<unknown>): Promise<void> {
  const late = () => new Error('NATS is slow');
  await within({ milliseconds: PATIENCE_MILLISECONDS, late }, () => work).catch(() => undefined);
}
