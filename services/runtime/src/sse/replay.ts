import { once } from 'node:events';
import type { ServerResponse } from 'node:http';
import { formatEvent, type ServerSentEvent } from './format-event.ts';

/** The sending of events at the client's pace, and the frames that came meanwhile and go after them. */
export class Replay {
  readonly #output: ServerResponse;
  readonly #ended: AbortSignal;
  readonly #held: Buffer[] = [];
  #heldBytes = 0;

  constructor(output: ServerResponse, ended: AbortSignal) {
    this.#output = output;
    this.#ended = ended;
  }

  /** Bytes that wait for the replay to be over. */
  get heldBytes(): number {
    return this.#heldBytes;
  }

  hold(frame: Buffer): void {
    this.#held.push(frame);
    this.#heldBytes += frame.length;
  }

  /** Resolves when the events and all that was held are written, or the stream has ended. */
  async run(events: Iterable<ServerSentEvent>): Promise<void> {
    for (const frame of this.#frames(events)) {
      await this.#room();
      if (this.#ended.aborted) return;
      this.#output.write(frame);
    }
  }

  *#frames(events: Iterable<ServerSentEvent>): Generator<Buffer> {
    for (const event of events) yield formatEvent(event);
    for (let frame = this.#release(); frame; frame = this.#release()) yield frame;
  }

  #release(): Buffer | undefined {
    const frame = this.#held.shift();
    this.#heldBytes -= frame?.length ?? 0;
    return frame;
  }

  async #room(): Promise<void> {
    if (!this.#output.writableNeedDrain || this.#ended.aborted) return;
    // Rejects when the stream ends, which the caller sees by itself.
    await once(this.#output, 'drain', { signal: this.#ended }).catch(() => {});
  }
}
