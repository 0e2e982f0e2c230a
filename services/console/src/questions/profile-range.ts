import type { Range } from '../backends/profile-store.ts';

/** A profile is stored under its begin, which is up to a minute before its samples. */
const LONGEST_PROFILE_MILLISECONDS = 65_000;

/** The range of profiles that may have samples of a time range; in milliseconds since the epoch. */
export function profilesOf({ begin, end }: { begin: number; end: number }): Range {
  return { start: Math.floor(begin - LONGEST_PROFILE_MILLISECONDS), end: Math.ceil(end) };
}
