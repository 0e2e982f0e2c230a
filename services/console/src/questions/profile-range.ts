import type { Range } from '../backends/profile-store.ts';

/** A profile is filed under its begin, which is up to a minute before what it holds. */
const LONGEST_PROFILE_MILLISECONDS = 65_000;

/** The profiles that may hold what went on in a time; in milliseconds since the epoch. */
export function profilesOf({ begin, end }: { begin: number; end: number }): Range {
  return { start: Math.floor(begin - LONGEST_PROFILE_MILLISECONDS), end: Math.ceil(end) };
}
