/** Clients that write microseconds where nanoseconds are due come out within 1970, as does a time that is not set. */
const FIRST_PLAUSIBLE_MILLISECONDS = Date.UTC(1971);

/** When a profile began, in milliseconds since the epoch: what the profile says if that can be, else what its delivery says, else now. */
export function profileTime(nanoseconds: number, delivered?: number): number {
  const said = Math.floor(nanoseconds / 1e6);
  return said >= FIRST_PLAUSIBLE_MILLISECONDS ? said : (delivered ?? Date.now());
}
