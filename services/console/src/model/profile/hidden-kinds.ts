import type { MergedProfile } from '../../backends/profile-store.ts';
import { type FrameKind, frameKind } from './frame-kind.ts';
import { placesById } from './function-uses.ts';

/** What can be left out of a profile: nobody's function worked for it. */
export const HIDEABLE = ['gc', 'idle'] as const satisfies readonly FrameKind[];
export type Hideable = (typeof HIDEABLE)[number];

export interface ApartProfile {
  /** The profile without the hidden kinds. */
  profile: MergedProfile;
  /** Amounts of the whole profile, hidden or not. */
  amounts: Record<Hideable, number>;
}

/** Tells the work of the garbage collector and idle time apart from the rest, and leaves out what is hidden. */
export function apart(profile: MergedProfile, hidden: readonly Hideable[]): ApartProfile {
  const places = placesById(profile);
  const amounts: Record<Hideable, number> = { gc: 0, idle: 0 };
  const sample = profile.sample.filter(({ locationId, value: [value = 0] }) => {
    const stack = locationId.flatMap((id) => places.get(id) ?? []);
    const kind = HIDEABLE.find((one) => stack.some((place) => frameKind(place) === one));
    if (kind !== undefined) amounts[kind] += value;
    return kind === undefined || !hidden.includes(kind);
  });
  return { profile: { ...profile, sample }, amounts };
}
