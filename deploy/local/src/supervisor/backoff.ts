const FIRST_MILLISECONDS = 500;
const LONGEST_MILLISECONDS = 30_000;

/**
 * How long to wait before the next start of a process.
 * @param deaths how many times it has died in a row, at least 1
 */
export function backoffMilliseconds(deaths: number): number {
  return Math.min(FIRST_MILLISECONDS * 2 ** (deaths - 1), LONGEST_MILLISECONDS);
}
