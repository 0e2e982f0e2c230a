/** One holder at a time, in the order of asking. Kysely's own lock wakes every waiter at each release, which costs most of the time under load. */
export class Turns {
  readonly #waiting: (() => void)[] = [];
  #taken = false;

  /** The number of waiting callers. */
  get waiting(): number {
    return this.#waiting.length;
  }

  /** Turns that are taken: 0 or 1. */
  get taken(): number {
    return Number(this.#taken);
  }

  /** Resolves when it is the caller's turn, which lasts until `pass()`. */
  take(): Promise<void> {
    if (this.#taken) return new Promise((resolve) => this.#waiting.push(resolve));
    this.#taken = true;
    return Promise.resolve();
  }

  pass(): void {
    const next = this.#waiting.shift();
    if (next) next();
    else this.#taken = false;
  }
}
