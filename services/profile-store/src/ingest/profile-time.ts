/** A time that is not set, or is in microseconds instead of nanoseconds, falls into 1970. */
const FIRST_PLAUSIBLE_MILLISECONDS = Date.UTC(1971);

/** When a profile began, in milliseconds since the epoch: the profile's own time if plausible, else that of its delivery, else now. */
export function profileTime(nanoseconds: number, delivered?: number): number {
  const said = Math.floor(nanoseconds / 1e6);
  return said >= FIRST_PLAUSIBLE_MILLISECONDS ? said : (delivered ?? Date.now());
}
