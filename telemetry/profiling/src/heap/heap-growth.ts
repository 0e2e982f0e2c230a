/** The heap in use right after a collection. */
export interface Reading {
  /** Milliseconds of any monotonic clock. */
  time: number;
  bytes: number;
}

const WINDOW_MILLISECONDS = 60 * 60_000;
const SHORTEST_SPAN_MILLISECONDS = 20 * 60_000;
const SPACING_MILLISECONDS = 10_000;
const FEWEST_READINGS = 8;
const QUARTERS = [0, 1, 2, 3];

/**
 * Computes how fast the heap grows steadily: its growth in the slowest quarter of the last hour. With a start, a filling cache or a burst of load
 * the heap grows in some of the quarters; with a leak it grows in all of them.
 */
export class HeapGrowth {
  #readings: Reading[] = [];

  add(reading: Reading): void {
    const last = this.#readings.at(-1);
    if (last !== undefined && reading.time - last.time < SPACING_MILLISECONDS) return;
    this.#readings.push(reading);
  }

  /** @returns 0 when the heap did not grow in every quarter, or when there are too few readings */
  bytesPerSecond(now: number): number {
    this.#readings = this.#readings.filter(({ time }) => now - time <= WINDOW_MILLISECONDS);
    const [first] = this.#readings;
    const last = this.#readings.at(-1);
    if (first === undefined || last === undefined || this.#readings.length < FEWEST_READINGS) return 0;
    if (last.time - first.time < SHORTEST_SPAN_MILLISECONDS) return 0;
    return Math.max(0, Math.min(...this.#rates()));
  }

  /** Bytes per second from each quarter to the next. */
  #rates(): number[] {
    const size = this.#readings.length / QUARTERS.length;
    const quarters = QUARTERS.map((index) =>
      this.#readings.slice(Math.round(index * size), Math.round((index + 1) * size)),
    );
    const middles = quarters.map((readings) => ({
      time: median(readings.map(({ time }) => time)),
      bytes: median(readings.map(({ bytes }) => bytes)),
    }));
    return middles.slice(1).map(({ time, bytes }, index) => {
      const before = middles[index] as Reading;
      return (1000 * (bytes - before.bytes)) / (time - before.time);
    });
  }
}

function median(values: number[]): number {
  return values.sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
}
