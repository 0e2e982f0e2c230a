import type { Channel } from '../process/channel.ts';
import type { WorkerLink } from '../process/workers.ts';

type Listeners = Map<string, (body: unknown) => void>;

/** Both ends of a worker's channel within one process. Messages arrive as JSON, in order, and asynchronously. */
export class ChannelPair {
  readonly #listeners: Record<'worker' | 'first', Listeners> = { worker: new Map(), first: new Map() };
  readonly #onEnd: (() => void)[] = [];
  readonly #held: (() => void)[] = [];
  #isHolding = false;
  #isClosed = false;

  readonly worker: Channel = this.#end('worker', 'first');
  readonly link: WorkerLink;

  constructor(number: number) {
    this.link = { ...this.#end('first', 'worker'), number, onEnd: (listener) => this.#onEnd.push(listener) };
  }

  /** The other ends do not read, until `release`. */
  hold(): void {
    this.#isHolding = true;
  }

  release(): void {
    this.#isHolding = false;
    for (const deliver of this.#held.splice(0)) deliver();
  }

  /** Simulates the end of the worker: messages that were not read are never delivered, but count as written. */
  end(): void {
    this.#isClosed = true;
    this.release();
    for (const listener of this.#onEnd) listener();
  }

  #end(own: 'worker' | 'first', other: 'worker' | 'first'): Channel {
    return {
      send: (topic, body, sent) => {
        const text = JSON.stringify(body);
        const deliver = () => {
          sent?.();
          if (this.#isClosed) return;
          this.#listeners[other].get(topic)?.(text === undefined ? undefined : JSON.parse(text));
        };
        setImmediate(() => (this.#isHolding ? this.#held.push(deliver) : deliver()));
      },
      on: (topic, listener) => this.#listeners[own].set(topic, listener),
    };
  }
}
