import type { EventData, UserEvent } from './event.ts';
import { EventLog, type EventLogLimits, type Replay } from './event-log.ts';

/** Takes one event at once; bounding what a slow reader may leave lying is the subscriber's part. */
export type Subscriber = (event: UserEvent) => void;

/** One user's events: the log of the latest ones and whoever listens now. */
export class Channel {
  readonly #log: EventLog;
  readonly #subscribers = new Set<Subscriber>();

  constructor(limits: EventLogLimits) {
    this.#log = new EventLog(limits);
  }

  get subscriberCount(): number {
    return this.#subscribers.size;
  }

  /** Size of the events kept for replay. */
  get bytes(): number {
    return this.#log.bytes;
  }

  publish(data: EventData): void {
    const event = this.#log.append(data);
    for (const subscriber of this.#subscribers) subscriber(event);
  }

  add(subscriber: Subscriber): void {
    this.#subscribers.add(subscriber);
  }

  /** False when it was removed before. */
  remove(subscriber: Subscriber): boolean {
    return this.#subscribers.delete(subscriber);
  }

  after(id: string): Replay {
    return this.#log.after(id);
  }
}
