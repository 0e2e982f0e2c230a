import type { Channel } from '@cortex/runtime';

/** Room for the rest of a message besides its event: names, numbers, an id. */
const ENVELOPE_BYTES = 128;

/** Sends on a channel whose other end may read slowly. Bounds the size of what is not written yet. */
export class BoundedSender {
  readonly #channel: Channel;
  readonly #maxBytes: number;
  readonly #onRoom: () => void;
  #bytes = 0;
  #written: (() => void)[] = [];

  /** @param onRoom called after each write while at least half of the room is free */
  constructor(channel: Channel, { maxBytes, onRoom }: { maxBytes: number; onRoom(): void }) {
    this.#channel = channel;
    this.#maxBytes = maxBytes;
    this.#onRoom = onRoom;
  }

  /**
   * Sends a message, if there is room.
   * @param dataBytes size of the event in the body, because measuring the body would serialize it once more
   * @returns whether there was room
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

  /** Resolves when everything is written, or can no longer be because the other process has ended. */
  written(): Promise<void> {
    return this.#bytes === 0 ? Promise.resolve() : new Promise((resolve) => this.#written.push(resolve));
  }
}
