import { ATTR_SUBSCRIBER_ID, METRIC_EVENT_QUEUE_SIZE } from './contract.ts';
import { observedGauge, type Series } from './instruments.ts';

/** The number of subscribers with a series of their own: without a bound, series would grow with the number of users. */
const SLOTS = 32;

/** Gives each subscriber a slot, whose number is its label. All subscribers beyond the last slot share one label. */
export class SubscriberSlots {
  readonly #queues = observedGauge(METRIC_EVENT_QUEUE_SIZE);
  /** Undefined where a slot is free. */
  readonly #taken: (true | undefined)[] = [];
  readonly #others = new Set<() => number>();

  constructor() {
    this.#series('other').add(() => Math.max(0, ...Array.from(this.#others, (waiting) => waiting())));
  }

  /** @param waiting the number of events that wait for this subscriber; called at each collection until the returned function is called */
  take(waiting: () => number): () => void {
    const slot = this.#freeSlot();
    if (slot === undefined) {
      this.#others.add(waiting);
      return () => void this.#others.delete(waiting);
    }
    this.#taken[slot] = true;
    const remove = this.#series(String(slot)).add(waiting);
    return () => {
      remove();
      this.#taken[slot] = undefined;
    };
  }

  #freeSlot(): number | undefined {
    for (let slot = 0; slot < SLOTS; slot += 1) if (this.#taken[slot] === undefined) return slot;
    return undefined;
  }

  #series(name: string): Series {
    return this.#queues.series({ [ATTR_SUBSCRIBER_ID]: name });
  }
}
