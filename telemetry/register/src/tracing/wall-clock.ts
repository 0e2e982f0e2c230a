export interface Clocks {
  /** Milliseconds since the epoch, whole. */
  wall(): number;
  /** Milliseconds since `origin`, with fractions, never backwards. */
  monotonic(): number;
  /** When `monotonic` was 0, in milliseconds since the epoch, with fractions. */
  origin: number;
}

const SYSTEM: Clocks = {
  wall: () => Date.now(),
  monotonic: () => performance.now(),
  origin: performance.timeOrigin,
};

/**
 * Returns what must be added to `monotonic()` now to get the milliseconds since the epoch, with fractions. It changes only when it contradicts
 * the wall clock, as after somebody has set that: processes of one machine, whose origins come from the same clock, agree within microseconds.
 */
export function wallClock({ wall, monotonic, origin }: Clocks = SYSTEM): () => number {
  let offset = origin;
  return () => {
    const before = monotonic();
    const whole = wall();
    const after = monotonic();
    // The process may have been suspended between any two of the three.
    offset = Math.max(whole - after, Math.min(offset, whole + 1 - before));
    return offset;
  };
}
