import { setTimeout as sleep } from 'node:timers/promises';
import { detached } from '@cortex/runtime';
import type { Subscriber } from '../event-bus.ts';
import { eventId, type Position, positionOf } from './event-id.ts';
import { contentOf, type StoredMessage } from './message.ts';
import { process } from './messaging-spans.ts';
import type { LiveMessage, NatsSession } from './nats-session.ts';
import type { UserSubjects } from './subjects.ts';

const RETRY_MILLISECONDS = 500;

export interface FeedOptions {
  subjects: UserSubjects;
  lastEventId: string | undefined;
  subscriber: Subscriber;
  /** Called for each delivered event. */
  onEvent(): void;
  /** Called for each message that was skipped because it is not an event. */
  onUnreadable(sequence: number, cause: string): void;
}

/**
 * Delivers a user's events to one SSE stream, each once and in order. A live message that directly follows the last delivered one is
 * delivered at once. Any other live message means that something was missed: the feed then reads the messages after its position from
 * the NATS stream. It does the same after a disconnect.
 */
export class Feed {
  readonly #options: FeedOptions;
  readonly #ended = new AbortController();
  /** The last delivered message. Undefined until the feed knows the newest message of the NATS stream, after which it begins. */
  #position: Position | undefined;
  #session: NatsSession | undefined;
  #stopListening: () => void = () => {};
  #reading: Promise<void> | undefined;
  #isBehind = false;
  /** The SSE stream began while NATS was away, so events published before the connection may be missing. */
  #isUncertain: boolean;
  /** Replayed events waited for their reader, so they do not count as delivery time. */
  #isReplaying: boolean;

  constructor(options: FeedOptions, session: NatsSession | undefined) {
    const { lastEventId } = options;
    this.#options = options;
    this.#position = lastEventId === undefined ? undefined : positionOf(lastEventId);
    this.#isReplaying = lastEventId !== undefined;
    this.#isUncertain = lastEventId === undefined && session === undefined;
  }

  /** Resolves once the missed events are delivered, or reading them has failed. The feed retries failed reads by itself. */
  connected(session: NatsSession): Promise<void> {
    this.#stopListening();
    this.#session = session;
    this.#stopListening = session.listen(this.#options.subjects.live, (message) => this.#take(message));
    return this.#read();
  }

  /** The connection to NATS is lost. */
  away(): void {
    this.#session = undefined;
    this.#isUncertain ||= this.#position === undefined;
  }

  end(): void {
    this.#ended.abort();
    this.#stopListening();
  }

  /** Reads also when a message has an old sequence, because a NATS stream that was created again begins at 1. */
  #take(message: LiveMessage): void {
    const position = this.#position;
    const isNext = position && message.previous <= position.sequence && message.sequence > position.sequence;
    if (isNext && !this.#reading) this.#deliver(message, position);
    else void this.#read();
  }

  #read(): Promise<void> {
    this.#isBehind = true;
    this.#reading ??= detached(() => this.#readAll()).finally(() => {
      this.#reading = undefined;
      if (this.#isBehind && this.#session) void this.#read();
    });
    return this.#reading;
  }

  /** Reads until nothing is missing, or NATS is away. */
  async #readAll(): Promise<void> {
    const { signal } = this.#ended;
    for (let session = this.#session; this.#isBehind && session && !signal.aborted; session = this.#session) {
      this.#isBehind = false;
      try {
        await this.#readOn(session);
      } catch {
        this.#isBehind = true;
        await sleep(RETRY_MILLISECONDS, undefined, { signal }).catch(() => {});
      }
    }
    if (signal.aborted) this.#isBehind = false;
  }

  async #readOn(session: NatsSession): Promise<void> {
    const from = this.#position;
    if (from) return this.#deliverMissed(from, session);
    const position = { log: session.log, sequence: await session.lastSequence() };
    this.#position = position;
    const { subscriber } = this.#options;
    if (this.#isUncertain) subscriber.gap();
    subscriber.begin(eventId(position));
    this.#isUncertain = false;
  }

  async #deliverMissed({ log, sequence }: Position, session: NatsSession): Promise<void> {
    const { subscriber, subjects } = this.#options;
    const isKnown = log === session.log;
    const missed = await session.after(subjects.stored, isKnown ? sequence : 0);
    if (this.#ended.signal.aborted) return;
    if (!isKnown || !missed.isComplete) subscriber.gap();
    const position = { log: session.log, sequence: missed.from };
    this.#position = position;
    for (const message of missed.messages) this.#deliver(message, position);
    this.#isReplaying = false;
  }

  #deliver(message: StoredMessage, position: Position): void {
    const { subscriber, onEvent, onUnreadable } = this.#options;
    position.sequence = message.sequence;
    const content = contentOf(message);
    if (content.kind === 'lost') return void subscriber.gap();
    if (content.kind === 'unreadable') return void onUnreadable(message.sequence, content.cause);
    const createdAt = this.#isReplaying ? undefined : content.createdAt;
    process(message, () => subscriber.event({ id: eventId(position), data: content.data, createdAt }));
    return void onEvent();
  }
}
