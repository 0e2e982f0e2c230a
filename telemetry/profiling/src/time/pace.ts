const SHORTEST_MILLISECONDS = 250;
const LONGEST_MILLISECONDS = 5000;
const TARGET_MILLISECONDS = 1;
const STEADINESS = 0.5;

/**
 * Decides how long to sample before the native profile is collected. Collecting it blocks the event loop in proportion to what was sampled, so
 * the pace adapts to keep that at about 1 ms, in a busy service as in an idle one.
 */
export class Pace {
  static readonly longestMilliseconds = LONGEST_MILLISECONDS;
  #milliseconds = SHORTEST_MILLISECONDS;

  get milliseconds(): number {
    return this.#milliseconds;
  }

  /** Adapts the pace to how long the last collection blocked the event loop. */
  took(milliseconds: number): void {
    const wanted = this.#milliseconds * (TARGET_MILLISECONDS / Math.max(milliseconds, 0.01));
    const next = Math.min(wanted, this.#milliseconds / STEADINESS);
    this.#milliseconds = Math.min(Math.max(next, SHORTEST_MILLISECONDS), LONGEST_MILLISECONDS);
  }
}
