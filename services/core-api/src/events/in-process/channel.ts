import type { EventData, Published } from '../event.ts';
import type { Subscriber } from '../event-bus.ts';
import { EventLog, type EventLogLimits, type Replay } from './event-log.ts';

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

  get lastId(): string {
    return this.#log.lastId;
  }

  publish(data: EventData, published: Published): void {
    const event = this.#log.append(data, published);
    for (const subscriber of this.#subscribers) subscriber.event(event);
  }

  /** Events before the next one may be lost. */
  gap(): void {
    this.#log.breakOff();
    for (const subscriber of this.#subscribers) subscriber.gap();
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
