import { randomUUID } from 'node:crypto';
import { detached } from '@cortex/runtime';
import type { EventBusMetrics, EventMetrics, EventType, LossReason } from '@cortex/signals';
import { errorTypeOf } from '@cortex/telemetry/errors';
import { JetStreamApiError } from '@nats-io/jetstream';
import type { Span } from '@opentelemetry/api';
import type { EventData } from '../event.ts';
import type { NatsLimits } from './limits.ts';
import { eventHeaders, lossHeaders } from './message.ts';
import { endPublish, startPublish } from './messaging-spans.ts';
import type { Letter, NatsSession } from './nats-session.ts';

/** The most events that are being sent at the same time, each of another user. */
const MOST_IN_FLIGHT = 256;
const RETRY_MILLISECONDS = 500;
const LOOK_EVERY_MILLISECONDS = 500;
/** Room for the headers of an event, and whatever else NATS counts as part of the message. */
const HEADER_BYTES = 1_024;
const MESSAGE_TOO_LARGE = 10_054;
const NOTHING = new Uint8Array();

interface Waiting extends Letter {
  /** Undefined for a message that stands for lost events. */
  event: { type: EventType; span: Span; expiresAt: number } | undefined;
}

type DrainLimits = Pick<NatsLimits, 'drainMilliseconds' | 'gapMilliseconds'>;

export interface OutboxOptions {
  limits: NatsLimits['outbox'];
  published: EventMetrics['published'];
  metrics: EventBusMetrics;
  onLost(reason: LossReason, events: number, error?: Error): void;
}

/**
 * Holds events until NATS has stored them, within bounded memory and time. The events of a user are sent one after the other, so that
 * their order stays even if one has to be sent again. A message takes the place of events that are lost.
 */
export class Outbox {
  readonly #options: OutboxOptions;
  readonly #queues = new Map<string, Waiting[]>();
  /** Subjects whose first message may be sent, is being sent, or waits after a failure. */
  readonly #ready = new Set<string>();
  readonly #sending = new Set<string>();
  readonly #failed = new Set<string>();
  #session: NatsSession | undefined;
  #events = 0;
  #bytes = 0;
  #emptied = Promise.withResolvers<void>();
  #timer: NodeJS.Timeout | undefined;
  #retry: NodeJS.Timeout | undefined;

  constructor(options: OutboxOptions) {
    this.#options = options;
  }

  /** The number of waiting events. */
  get waiting(): number {
    return this.#events;
  }

  add(subject: string, data: EventData): void {
    const payload = Buffer.from(JSON.stringify(data));
    const letter = { id: randomUUID(), subject, payload, headers: eventHeaders() };
    const expiresAt = performance.now() + this.#options.limits.maxMilliseconds;
    const waiting = { ...letter, event: { type: data.type, span: startPublish(letter), expiresAt } };
    const { maxEvents, maxBytes } = this.#options.limits;
    const isFull = this.#events >= maxEvents || this.#bytes + payload.length > maxBytes;
    detached(() => (isFull ? this.#refuse(waiting) : this.#take(waiting)));
  }

  connected(session: NatsSession): void {
    this.#session = session;
    this.#sendAgain();
  }

  away(): void {
    this.#session = undefined;
  }

  /**
   * Resolves once NATS has stored everything, or the time is up. Then the rest is lost, and gaps are sent in its place.
   * @returns the number of users whose gap NATS has not stored either
   */
  async drain({ drainMilliseconds, gapMilliseconds }: DrainLimits): Promise<number> {
    await this.#emptiedWithin(drainMilliseconds);
    this.#giveUp(() => true, 'shutdown');
    // A gap does not wait for the answer to the event before it: NATS reads both in the order in which they were sent.
    this.#sending.clear();
    for (const subject of this.#queues.keys()) this.#ready.add(subject);
    this.#send();
    await this.#emptiedWithin(gapMilliseconds);
    const users = this.#queues.size;
    this.#queues.clear();
    clearInterval(this.#timer);
    clearTimeout(this.#retry);
    return users;
  }

  #take(waiting: Waiting): void {
    const { subject, payload } = waiting;
    const queue = this.#queues.get(subject);
    if (queue) queue.push(waiting);
    else this.#queues.set(subject, [waiting]);
    if (!queue) this.#ready.add(subject);
    if (waiting.event) {
      this.#events += 1;
      this.#bytes += payload.length;
    }
    this.#timer ??= setInterval(() => this.#giveUpOld(), LOOK_EVERY_MILLISECONDS).unref();
    this.#send();
  }

  #refuse(waiting: Waiting): void {
    const { subject } = waiting;
    this.#lose(waiting, 'queue_full');
    this.#options.onLost('queue_full', 1);
    const last = this.#queues.get(subject)?.at(-1);
    const isSaid = last !== undefined && last.event === undefined;
    if (!isSaid && this.#queues.size < this.#options.limits.maxEvents) this.#take(lossOn(subject));
  }

  #send(): void {
    for (const subject of this.#ready) {
      if (!this.#session || this.#sending.size >= MOST_IN_FLIGHT) return;
      const [first] = this.#queues.get(subject) ?? [];
      this.#ready.delete(subject);
      if (first) void this.#attempt(first, this.#session);
    }
  }

  async #attempt(waiting: Waiting, session: NatsSession): Promise<void> {
    const { subject } = waiting;
    const begin = performance.now();
    this.#sending.add(subject);
    const error = await deliver(waiting, session);
    this.#sending.delete(subject);
    if (waiting.event) {
      const seconds = (performance.now() - begin) / 1000;
      this.#options.metrics.attempted(seconds, error && errorTypeOf(error));
    }
    if (!error) this.#stored(waiting, session.server);
    else if (isFinal(error)) this.#reject(waiting, error);
    if (this.#queues.has(subject)) (error ? this.#failed : this.#ready).add(subject);
    if (error) this.#retrySoon();
    else this.#send();
  }

  #stored(waiting: Waiting, server: string): void {
    const { event } = waiting;
    if (!this.#remove(waiting) || !event) return;
    endPublish(event.span, { server });
    this.#options.published(event.type);
  }

  #reject(waiting: Waiting, error: Error): void {
    if (!this.#remove(waiting) || !waiting.event) return;
    this.#lose(waiting, 'rejected');
    this.#options.onLost('rejected', 1, error);
    const queue = this.#queues.get(waiting.subject);
    if (queue?.[0]?.event) queue.unshift(lossOn(waiting.subject));
    else if (!queue) this.#queues.set(waiting.subject, [lossOn(waiting.subject)]);
  }

  #retrySoon(): void {
    this.#retry ??= setTimeout(() => {
      this.#retry = undefined;
      this.#sendAgain();
    }, RETRY_MILLISECONDS).unref();
  }

  #sendAgain(): void {
    for (const subject of this.#failed) this.#ready.add(subject);
    this.#failed.clear();
    this.#send();
  }

  /** Removes a message from its queue. Returns false if it was given up meanwhile. */
  #remove(waiting: Waiting): boolean {
    const queue = this.#queues.get(waiting.subject);
    const index = queue?.indexOf(waiting) ?? -1;
    if (!queue || index < 0) return false;
    queue.splice(index, 1);
    if (waiting.event) this.#count(waiting);
    if (queue.length === 0) this.#queues.delete(waiting.subject);
    if (this.#queues.size === 0) this.#rest();
    return true;
  }

  async #emptiedWithin(milliseconds: number): Promise<void> {
    if (this.#queues.size === 0) return;
    this.#emptied = Promise.withResolvers();
    const late = setTimeout(this.#emptied.resolve, milliseconds);
    await this.#emptied.promise;
    clearTimeout(late);
  }

  #rest(): void {
    clearInterval(this.#timer);
    this.#timer = undefined;
    this.#emptied.resolve();
  }

  #giveUpOld(): void {
    const now = performance.now();
    this.#giveUp(({ event }) => event !== undefined && event.expiresAt <= now, 'too_old');
  }

  /** Gives up events, but none that is being sent, because NATS may store it. Only a stop gives those up too. */
  #giveUp(isOver: (waiting: Waiting) => boolean, reason: LossReason): void {
    let lost = 0;
    for (const [subject, queue] of this.#queues) {
      const first = this.#sending.has(subject) && reason !== 'shutdown' ? 1 : 0;
      const over = queue.slice(first).filter((waiting) => waiting.event && isOver(waiting));
      if (over.length === 0) continue;
      for (const waiting of over) {
        this.#lose(waiting, reason);
        this.#count(waiting);
      }
      const rest = queue.slice(first).filter((waiting) => !over.includes(waiting));
      // Adjacent marks are merged into one, because marks do not count towards the limits.
      const marked = [lossOn(subject), ...rest].filter(
        ({ event }, index, all) => event ?? all[index - 1]?.event ?? index === 0,
      );
      queue.splice(first, Number.POSITIVE_INFINITY, ...marked);
      lost += over.length;
    }
    if (lost > 0) this.#options.onLost(reason, lost);
  }

  #lose({ event }: Waiting, reason: LossReason): void {
    if (!event) return;
    this.#options.metrics.lost(event.type, reason);
    endPublish(event.span, { errorType: reason });
  }

  #count({ payload }: Waiting): void {
    this.#events -= 1;
    this.#bytes -= payload.length;
  }
}

function lossOn(subject: string): Waiting {
  return { id: randomUUID(), subject, payload: NOTHING, headers: lossHeaders(), event: undefined };
}

/** Publishes a message. Returns the error instead of throwing it. */
async function deliver(letter: Letter, session: NatsSession): Promise<Error | undefined> {
  try {
    if (letter.payload.length + HEADER_BYTES > session.mostBytes) throw new TooLargeError(session.mostBytes);
    await session.publish(letter);
    return undefined;
  } catch (error) {
    return error as Error;
  }
}

class TooLargeError extends Error {
  override name = 'TooLargeError';
  constructor(mostBytes: number) {
    super(`NATS takes messages of at most ${mostBytes} bytes, headers included (max_payload)`);
  }
}

/** Whether NATS would refuse the same message every time. */
function isFinal(error: Error): boolean {
  return error instanceof TooLargeError || (error instanceof JetStreamApiError && error.code === MESSAGE_TOO_LARGE);
}
