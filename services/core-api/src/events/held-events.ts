import type { UserEvent } from './event.ts';
import type { Subscriber } from './event-bus.ts';

/** Holds the events of a stream until it is open, then passes them and all later ones on. */
export class HeldEvents implements Subscriber {
  #held: ((subscriber: Subscriber) => void)[] = [];
  #subscriber: Subscriber | undefined;

  begin(id: string): void {
    this.#hand((subscriber) => subscriber.begin(id));
  }

  event(event: UserEvent): void {
    this.#hand((subscriber) => subscriber.event(event));
  }

  gap(): void {
    this.#hand((subscriber) => subscriber.gap());
  }

  handTo(subscriber: Subscriber): void {
    for (const hand of this.#held.splice(0)) hand(subscriber);
    this.#subscriber = subscriber;
  }

  #hand(hand: (subscriber: Subscriber) => void): void {
    if (this.#subscriber) hand(this.#subscriber);
    else this.#held.push(hand);
  }
}
