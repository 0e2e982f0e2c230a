import type { MergedProfile } from '../../backends/profile-store.ts';
import { type FrameKind, frameKind } from './frame-kind.ts';
import { placesById } from './function-uses.ts';

/** The kinds that can be left out of a profile, because no function worked in them. */
export const HIDEABLE = ['gc', 'idle'] as const satisfies readonly FrameKind[];
export type Hideable = (typeof HIDEABLE)[number];

export interface ApartProfile {
  /** The profile without the hidden kinds. */
  profile: MergedProfile;
  /** The amounts in the whole profile, whether hidden or not. */
  amounts: Record<Hideable, number>;
}

/** Measures garbage collection and idle time, and leaves out the hidden kinds. */
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
