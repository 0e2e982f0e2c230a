/** The moment until which a call must be answered. It is passed down a chain of calls, so that none waits longer. */
export class Deadline {
  readonly #at: number;

  private constructor(at: number) {
    this.#at = at;
  }

  static in(milliseconds: number): Deadline {
    return new Deadline(performance.now() + milliseconds);
  }

  /** What is left, 0 when it has passed. */
  get milliseconds(): number {
    return Math.max(0, this.#at - performance.now());
  }

  /** One that leaves the given part, 0 to 1, of what is left now for what comes after. */
  sparing(part: number): Deadline {
    return Deadline.in(this.milliseconds * (1 - part));
  }
}
