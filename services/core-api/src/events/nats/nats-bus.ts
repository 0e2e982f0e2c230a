import { type HealthCheck, type Logger, reasonOf, StreamSlots, within } from '@cortex/runtime';
import { eventBusMetrics, eventMetrics, type LossReason } from '@cortex/signals';
import { LOG_EVENT_EVENTS_LOST, LOG_EVENT_UNREADABLE_MESSAGE_SKIPPED } from '@cortex/signals/contract';
import type { EventData } from '../event.ts';
import type { EventBus, Subscription } from '../event-bus.ts';
import { HeldEvents } from '../held-events.ts';
import { Feed } from './feed.ts';
import type { NatsLimits } from './limits.ts';
import type { NatsLocation } from './location.ts';
import { NatsLink } from './nats-link.ts';
import type { NatsSession } from './nats-session.ts';
import { Outbox } from './outbox.ts';
import { subjectsOf } from './subjects.ts';

/** How long a stream that begins, and the events that wait, are held up by a NATS that is slow to say what it has. */
const PATIENCE_MILLISECONDS = 2_000;
const QUIET_MILLISECONDS = 1_000;

export interface NatsBusOptions {
  location: NatsLocation;
  limits: NatsLimits;
  logger: Logger;
}

/** Events go through a stream of NATS JetStream, from where every process takes those of the users who listen to it. */
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
  /** Losses that are not logged yet, by reason, with the time of the last log line. */
  readonly #losses = new Map<LossReason, { events: number; loggedAt: number }>();

  /** Begins to connect; what is published meanwhile waits. */
  constructor(options: NatsBusOptions) {
    const { limits } = options;
    this.#options = options;
    this.#slots = new StreamSlots(limits);
    this.#outbox = new Outbox({
      limits: limits.outbox,
      published: this.metrics.published,
      metrics: this.#busMetrics,
      onLost: (reason, events, error) => this.#noteLoss(reason, events, error),
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
    await this.#outbox.drain(this.#options.limits.drainMilliseconds);
    for (const feed of this.#feeds) feed.end();
    await this.#link.close();
    this.#unobserve();
  }

  /** Streams that began while NATS was away are to know where they begin before what waits is published. */
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

  #noteLoss(reason: LossReason, events: number, error?: Error): void {
    const noted = this.#losses.get(reason) ?? { events: 0, loggedAt: Number.NEGATIVE_INFINITY };
    this.#losses.set(reason, noted);
    noted.events += events;
    if (performance.now() - noted.loggedAt < QUIET_MILLISECONDS) return;
    const cause = error && { cause: reasonOf(error) };
    this.#options.logger.warn({ reason, events: noted.events, ...cause }, LOG_EVENT_EVENTS_LOST);
    Object.assign(noted, { events: 0, loggedAt: performance.now() });
  }
}

/** Resolves when the work is done, however it ends, or takes too long. */
async function patiently(work: Promise<unknown>): Promise<void> {
  const late = () => new Error('NATS is slow');
  await within({ milliseconds: PATIENCE_MILLISECONDS, late }, () => work).catch(() => undefined);
}
