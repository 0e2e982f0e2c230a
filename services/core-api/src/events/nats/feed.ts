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
  /** Told of each event that was handed over, and of each message that is none. */
  onEvent(): void;
  onUnreadable(sequence: number, cause: string): void;
}

/**
 * Hands the events of a user to one stream, each once and in their order. What NATS publishes as it stores it is handed on at once
 * when it comes right after what was handed over; what is missing between is read from the stream. So it is after a disconnect.
 */
export class Feed {
  readonly #options: FeedOptions;
  readonly #ended = new AbortController();
  /** Up to where everything was handed over; undefined: from now on, as soon as it is known what now is. */
  #position: Position | undefined;
  #session: NatsSession | undefined;
  #stopListening: () => void = () => {};
  #reading: Promise<void> | undefined;
  #isBehind = false;
  /** NATS was away when the stream began: what came until it was back is nobody's to know. */
  #isUncertain: boolean;
  /** What was there before the stream is no measure of how long an event takes. */
  #isReplaying: boolean;

  constructor(options: FeedOptions, session: NatsSession | undefined) {
    const { lastEventId } = options;
    this.#options = options;
    this.#position = lastEventId === undefined ? undefined : positionOf(lastEventId);
    this.#isReplaying = lastEventId !== undefined;
    this.#isUncertain = lastEventId === undefined && session === undefined;
  }

  /** Resolves when it has handed over what was missed, or could not; then it tries again by itself. */
  connected(session: NatsSession): Promise<void> {
    this.#stopListening();
    this.#session = session;
    this.#stopListening = session.listen(this.#options.subjects.live, (message) => this.#take(message));
    return this.#read();
  }

  /** NATS is away. */
  away(): void {
    this.#session = undefined;
    this.#isUncertain ||= this.#position === undefined;
  }

  end(): void {
    this.#ended.abort();
    this.#stopListening();
  }

  #take(message: LiveMessage): void {
    const position = this.#position;
    if (this.#reading || !position || message.previous > position.sequence) void this.#read();
    else if (message.sequence > position.sequence) this.#hand(message, position);
  }

  #read(): Promise<void> {
    this.#isBehind = true;
    this.#reading ??= detached(() => this.#readAll()).finally(() => {
      this.#reading = undefined;
      if (this.#isBehind && this.#session) void this.#read();
    });
    return this.#reading;
  }

  /** As long as there may be more, while NATS is there. */
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
    if (from) return this.#handMissed(from, session);
    const position = { log: session.log, sequence: await session.lastSequence() };
    this.#position = position;
    const { subscriber } = this.#options;
    if (this.#isUncertain) subscriber.gap();
    subscriber.begin(eventId(position));
    this.#isUncertain = false;
  }

  async #handMissed({ log, sequence }: Position, session: NatsSession): Promise<void> {
    const { subscriber, subjects } = this.#options;
    const isKnown = log === session.log;
    const missed = await session.after(subjects.stored, isKnown ? sequence : 0);
    if (this.#ended.signal.aborted) return;
    if (!isKnown || !missed.isComplete) subscriber.gap();
    const position = { log: session.log, sequence: missed.from };
    this.#position = position;
    for (const message of missed.messages) this.#hand(message, position);
    this.#isReplaying = false;
  }

  #hand(message: StoredMessage, position: Position): void {
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
