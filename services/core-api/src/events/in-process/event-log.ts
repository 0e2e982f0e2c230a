import { randomBytes } from 'node:crypto';
import type { EventData, Published, UserEvent } from '../event.ts';

export interface EventLogLimits {
  /** Events kept for replay. */
  maxEvents: number;
  /** Size of their data together; the newest event is kept whatever its size. */
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

/** The latest events of one user: numbers them, and keeps a bounded tail for who was away. */
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

  /** The id of the newest event, or of where the first will come. */
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

  /** Makes the ids so far foreign: who names one of them learns that events after it may be gone. */
  breakOff(): void {
    this.#name = newName();
  }

  /** What came after the event with `id`; all events of the log where that event is not known. */
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
