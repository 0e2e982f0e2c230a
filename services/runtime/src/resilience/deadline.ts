/** The moment by which a call must be answered. It is passed down a chain of calls, so that none waits longer. */
export class Deadline {
  readonly #at: number;

  private constructor(at: number) {
    this.#at = at;
  }

  static in(milliseconds: number): Deadline {
    return new Deadline(performance.now() + milliseconds);
  }

  /** The time that is left; 0 once it has passed. */
  get milliseconds(): number {
    return Math.max(0, this.#at - performance.now());
  }

  /** An earlier deadline, which spares a part, 0 to 1, of the remaining time for what comes after. */
  sparing(part: number): Deadline {
    return Deadline.in(this.milliseconds * (1 - part));
  }
}
