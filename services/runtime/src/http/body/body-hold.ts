/** What the bodies of all requests of the process may hold at once, in bytes: of those being read, and of those not answered yet. */
export const BODIES_IN_FLIGHT_BYTES = 64 * 1024 * 1024;

let held = 0;
const beingRead = new Set<BodyHold>();

/** What one request's body holds of the memory that all bodies of the process share. */
export class BodyHold {
  #bytes = 0;
  readonly #onCut: () => void;

  /** @param onCut called, while the body is being read, when it may hold nothing any more */
  constructor(onCut: () => void) {
    this.#onCut = onCut;
    beingRead.add(this);
  }

  /** Counts what has come. Once all bodies hold too much, the largest that is being read is cut: many small requests pass beside a few large ones. */
  add(bytes: number): void {
    this.#bytes += bytes;
    held += bytes;
    if (held > BODIES_IN_FLIGHT_BYTES) this.#largest().#cut();
  }

  /** All of it has come: it is not cut any more. */
  keep(): void {
    beingRead.delete(this);
  }

  release(): void {
    beingRead.delete(this);
    held -= this.#bytes;
    this.#bytes = 0;
  }

  #cut(): void {
    this.release();
    this.#onCut();
  }

  #largest(): BodyHold {
    let largest: BodyHold = this;
    for (const other of beingRead) if (other.#bytes > largest.#bytes) largest = other;
    return largest;
  }
}
