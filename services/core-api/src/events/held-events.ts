import type { UserEvent } from './event.ts';
import type { Subscriber } from './event-bus.ts';

/** Keeps what comes for a stream until that is open, and hands it over from then on. */
export class HeldEvents implements Subscriber {
  #held: ((subscriber: Subscriber) => void)[] = [];
  #subscriber: Subscriber | undefined;

  event(event: UserEvent): void {
    if (this.#subscriber) this.#subscriber.event(event);
    else this.#held.push((subscriber) => subscriber.event(event));
  }

  gap(): void {
    if (this.#subscriber) this.#subscriber.gap();
    else this.#held.push((subscriber) => subscriber.gap());
  }

  handTo(subscriber: Subscriber): void {
    for (const hand of this.#held.splice(0)) hand(subscriber);
    this.#subscriber = subscriber;
  }
}
