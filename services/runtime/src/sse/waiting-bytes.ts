/** Counts what waits for the reader of one stream. */
export interface WaitingOf {
  add(bytes: number): void;
  remove(bytes: number): void;
  /** Called when the stream has ended. */
  leave(): void;
}

interface Stream {
  userId: string;
  bytes: number;
  cut(): void;
}

/**
 * Bounds what waits for the readers of all streams together. Readers that keep up must not suffer from those that do not: over the bound, the
 * user whose streams have the most waiting loses the one of them with the most.
 */
export class WaitingBytes {
  readonly #limit: number;
  readonly #streams = new Set<Stream>();
  #total = 0;

  /** @param limit in bytes */
  constructor(limit: number) {
    this.#limit = limit;
  }

  /** @param cut ends the stream and frees what waits for its reader */
  join(userId: string, cut: () => void): WaitingOf {
    const stream = { userId, bytes: 0, cut };
    this.#streams.add(stream);
    return {
      add: (bytes) => {
        this.#count(stream, bytes);
        while (this.#total > this.#limit) this.#cutWorst();
      },
      remove: (bytes) => this.#count(stream, -bytes),
      leave: () => this.#leave(stream),
    };
  }

  #count(stream: Stream, bytes: number): void {
    if (!this.#streams.has(stream)) return;
    stream.bytes += bytes;
    this.#total += bytes;
  }

  #leave(stream: Stream): void {
    if (this.#streams.delete(stream)) this.#total -= stream.bytes;
  }

  #cutWorst(): void {
    const ofUsers = [...Map.groupBy(this.#streams, ({ userId }) => userId).values()];
    const ofWorstUser = ofUsers.reduce((worst, streams) => (sumOf(streams) > sumOf(worst) ? streams : worst));
    const worst = ofWorstUser.reduce((most, stream) => (stream.bytes > most.bytes ? stream : most));
    this.#leave(worst);
    worst.cut();
  }
}

function sumOf(streams: Stream[]): number {
  return streams.reduce((sum, { bytes }) => sum + bytes, 0);
}
