import { randomBytes } from 'node:crypto';
import type { EventData, Published, UserEvent } from '../event.ts';

export interface EventLogLimits {
  /** Events kept for replay. */
  maxEvents: number;
  /** Total size of their data. The newest event is kept whatever its size. */
  maxBytes: number;
}

export interface Replay {
  /** False when events after the given id may be gone, or the id is not of this log. */
  complete: boolean;
  events: KeptEvent[];
}

/** An event with the size of its data as JSON. */
type KeptEvent = UserEvent & { bytes: number };

const ID_PATTERN = /^([0-9a-f]{8})-([0-9]{1,15})$/;

/** Numbers the events of one user, and keeps a bounded number of the latest for readers that reconnect. */
export class EventLog {
  #name = newName();
  readonly #limits: EventLogLimits;
  readonly #events: KeptEvent[] = [];
  #lastNumber = 0;
  #bytes = 0;

  constructor(limits: EventLogLimits) {
    this.#limits = limits;
  }

  /** Size of the kept data in bytes. */
  get bytes(): number {
    return this.#bytes;
  }

  /** The id of the newest event; before the first event, the id of the beginning. */
  get lastId(): string {
    return `${this.#name}-${this.#lastNumber}`;
  }

  append(data: EventData, published: Published): KeptEvent {
    this.#lastNumber += 1;
    const event = { id: this.lastId, data, ...published };
    this.#events.push(event);
    this.#bytes += event.bytes;
    this.#trim();
    return event;
  }

  /** Makes all earlier ids unknown, so that a reader that names one of them gets a gap. */
  breakOff(): void {
    this.#name = newName();
  }

  /** Returns the events after the one with `id`; all kept events if that one is unknown. */
  after(id: string): Replay {
    const number = this.#numberOf(id);
    const oldest = this.#lastNumber - this.#events.length + 1;
    if (number === undefined || number + 1 < oldest) return { complete: false, events: [...this.#events] };
    return { complete: true, events: this.#events.slice(number + 1 - oldest) };
  }

  #numberOf(id: string): number | undefined {
    const [, name, digits] = ID_PATTERN.exec(id) ?? [];
    const number = Number(digits);
    return name === this.#name && number <= this.#lastNumber ? number : undefined;
  }

  #trim(): void {
    while (this.#events.length > 1 && this.#isOverLimit()) {
      this.#bytes -= this.#events.shift()?.bytes ?? 0;
    }
  }

  #isOverLimit(): boolean {
    return this.#events.length > this.#limits.maxEvents || this.#bytes > this.#limits.maxBytes;
  }
}

function newName(): string {
  return randomBytes(4).toString('hex');
}
