import type { Channel } from '@cortex/runtime';

/** What a message has besides its event: names, numbers, an id. */
const ENVELOPE_BYTES = 128;

/** Sends on a channel whose other end may be slow to read: what is not written yet has a bounded size. */
export class BoundedSender {
  readonly #channel: Channel;
  readonly #maxBytes: number;
  readonly #onRoom: () => void;
  #bytes = 0;
  #written: (() => void)[] = [];

  /** @param onRoom called each time that something is written and half of the room is free */
  constructor(channel: Channel, { maxBytes, onRoom }: { maxBytes: number; onRoom(): void }) {
    this.#channel = channel;
    this.#maxBytes = maxBytes;
    this.#onRoom = onRoom;
  }

  /**
   * False, and nothing is sent, where there is no room.
   * @param dataBytes size of the event in the body, which the sender knows: to measure the body would serialize it once more
   */
  send(topic: string, body: object, dataBytes = 0): boolean {
    const bytes = dataBytes + ENVELOPE_BYTES;
    if (this.#bytes > 0 && this.#bytes + bytes > this.#maxBytes) return false;
    this.#bytes += bytes;
    this.#channel.send(topic, body, () => {
      this.#bytes -= bytes;
      if (this.#bytes <= this.#maxBytes / 2) this.#onRoom();
      if (this.#bytes === 0) for (const resolve of this.#written.splice(0)) resolve();
    });
    return true;
  }

  /** Resolves when all is written, or cannot be since the other end is gone. */
  written(): Promise<void> {
    return this.#bytes === 0 ? Promise.resolve() : new Promise((resolve) => this.#written.push(resolve));
  }
}
