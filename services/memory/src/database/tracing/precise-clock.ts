export interface Clocks {
  /** Milliseconds since the epoch, whole. */
  wall(): number;
  /** Milliseconds since whenever, with fractions, never backwards. */
  monotonic(): number;
}

const systemClocks: Clocks = { wall: () => Date.now(), monotonic: () => performance.now() };

/** The end of a millisecond, as precisely as milliseconds since the epoch can be told. */
const NEARLY_ONE = 0.999;

/**
 * A clock of milliseconds since the epoch with fractions. The SDK starts spans on whole milliseconds, and the statements of
 * one transaction all fall into the same: with these times they keep their order. Never behind the wall clock and less
 * than a millisecond before it, so that it stays with the times of other spans whatever sets the clock; and only backwards when that is set back.
 */
export function preciseClock({ wall, monotonic }: Clocks = systemClocks): () => number {
  let offset = wall() - monotonic();
  let last = 0;
  return () => {
    const whole = wall();
    const precise = offset + monotonic();
    const earliest = Math.floor(last) === whole ? last : whole;
    last = Math.max(earliest, Math.min(precise, whole + NEARLY_ONE));
    offset += last - precise;
    return last;
  };
}
