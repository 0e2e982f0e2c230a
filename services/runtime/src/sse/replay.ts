import { once } from 'node:events';
import type { ServerResponse } from 'node:http';
import { formatEvent, type ServerSentEvent } from './format-event.ts';

/** Called once, with whether an event was written to the client's socket. */
export type Settled = (delivered: boolean) => void;

export interface HeldFrame {
  frame: Buffer;
  settled?: Settled;
}

export interface ReplayOptions {
  output: ServerResponse;
  write(frame: Buffer, settled?: Settled): void;
  ended: AbortSignal;
}

/** Sends events at the client's pace, and then the frames that came meanwhile. */
export class Replay {
  readonly #output: ServerResponse;
  readonly #write: ReplayOptions['write'];
  readonly #ended: AbortSignal;
  readonly #held: HeldFrame[] = [];
  #heldBytes = 0;

  constructor({ output, write, ended }: ReplayOptions) {
    this.#output = output;
    this.#write = write;
    this.#ended = ended;
  }

  /** Bytes that wait for the end of the replay. */
  get heldBytes(): number {
    return this.#heldBytes;
  }

  get heldFrames(): number {
    return this.#held.length;
  }

  hold(held: HeldFrame): void {
    this.#held.push(held);
    this.#heldBytes += held.frame.length;
  }

  /** Resolves when the events and all held frames are written, or the stream has ended. */
  async run(events: Iterable<ServerSentEvent>): Promise<void> {
    for (const { frame, settled } of this.#frames(events)) {
      await this.#room();
      if (this.#ended.aborted) return this.#giveUp(settled);
      this.#write(frame, settled);
    }
  }

  *#frames(events: Iterable<ServerSentEvent>): Generator<HeldFrame> {
    for (const event of events) yield { frame: formatEvent(event) };
    for (let held = this.#release(); held; held = this.#release()) yield held;
  }

  #release(): HeldFrame | undefined {
    const held = this.#held.shift();
    this.#heldBytes -= held?.frame.length ?? 0;
    return held;
  }

  #giveUp(settled: Settled | undefined): void {
    settled?.(false);
    for (const held of this.#held.splice(0)) held.settled?.(false);
  }

  async #room(): Promise<void> {
    if (!this.#output.writableNeedDrain || this.#ended.aborted) return;
    // Rejects when the stream ends, which the caller notices by itself.
    await once(this.#output, 'drain', { signal: this.#ended }).catch(() => {});
  }
}
