import { ATTR_SUBSCRIBER_ID, METRIC_EVENT_QUEUE_SIZE } from './contract.ts';
import { observedGauge, type Series } from './instruments.ts';

/** Subscribers with a series of their own; with more of them the number of series would follow the number of users. */
const SLOTS = 32;

/** Gives each subscriber a place whose number is its label, and all beyond the last place one label together. */
export class SubscriberSlots {
  readonly #queues = observedGauge(METRIC_EVENT_QUEUE_SIZE);
  /** Undefined where a place is free. */
  readonly #places: (true | undefined)[] = [];
  readonly #others = new Set<() => number>();

  constructor() {
    this.#slot('other').add(() => Math.max(0, ...Array.from(this.#others, (waiting) => waiting())));
  }

  /** @param waiting events that wait for this subscriber; asked at each collection until the returned function is called */
  take(waiting: () => number): () => void {
    const place = this.#freePlace();
    if (place === undefined) {
      this.#others.add(waiting);
      return () => void this.#others.delete(waiting);
    }
    this.#places[place] = true;
    const remove = this.#slot(String(place)).add(waiting);
    return () => {
      remove();
      this.#places[place] = undefined;
    };
  }

  #freePlace(): number | undefined {
    for (let place = 0; place < SLOTS; place += 1) if (this.#places[place] === undefined) return place;
    return undefined;
  }

  #slot(name: string): Series {
    return this.#queues.series({ [ATTR_SUBSCRIBER_ID]: name });
  }
}
