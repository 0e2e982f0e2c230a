/** The most that all request bodies of the process may take together, in bytes: those being read, and those whose request is not answered yet. */
export const BODIES_IN_FLIGHT_BYTES = 64 * 1024 * 1024;

let held = 0;
const beingRead = new Set<BodyHold>();

/** The share of one request's body in the memory that all bodies of the process share. */
export class BodyHold {
  #bytes = 0;
  readonly #onCut: () => void;

  /** @param onCut called when the body, while it is being read, must give up its memory */
  constructor(onCut: () => void) {
    this.#onCut = onCut;
    beingRead.add(this);
  }

  /** Counts bytes that arrived. When all bodies together exceed the bound, the largest that is being read is cut: many small requests pass beside a few large ones. */
  add(bytes: number): void {
    this.#bytes += bytes;
    held += bytes;
    if (held > BODIES_IN_FLIGHT_BYTES) this.#largest().#cut();
  }

  /** Called once the body is complete: it can no longer be cut. */
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
