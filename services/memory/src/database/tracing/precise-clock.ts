export interface Clocks {
  /** Milliseconds since the epoch, whole. */
  wall(): number;
  /** Milliseconds since whenever, with fractions, never backwards. */
  monotonic(): number;
}

const systemClocks: Clocks = { wall: () => Date.now(), monotonic: () => performance.now() };

/**
 * A clock of milliseconds since the epoch with fractions. The SDK starts spans on whole milliseconds, and the statements of
 * one transaction all fall into the same: with these times they keep their order. Never behind the wall clock and less
 * than a millisecond before it, so that it stays with the times of other spans whatever sets the clock.
 */
export function preciseClock({ wall, monotonic }: Clocks = systemClocks): () => number {
  let offset = wall() - monotonic();
  return () => {
    const whole = wall();
    const precise = offset + monotonic();
    if (precise >= whole && precise < whole + 1) return precise;
    offset = whole - monotonic();
    return whole;
  };
}
